package dev.shopfuse.training.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the trainer and the evaluator need of the visits: sequences, examples, held-out shops
 * and train popularity. Immutable.
 */
public final class SampleSet {
  private final Map<Split, VisitSequences> sequences;
  private final List<TrainingExample> train;
  private final int exampleCount;
  private final Map<Split, List<EvaluationCase>> cases;
  private final KnownTargets known;
  private final TrainTally tally;
  private final String digest;

  private SampleSet(
      Map<Split, VisitSequences> sequences,
      List<TrainingExample> train,
      int exampleCount,
      Map<Split, List<EvaluationCase>> cases,
      KnownTargets known,
      TrainTally tally,
      String digest) {
    this.sequences = sequences;
    this.train = train;
    this.exampleCount = exampleCount;
    this.cases = cases;
    this.known = known;
    this.tally = tally;
    this.digest = digest;
  }

  /**
   * Returns a sample set.
   *
   * @param sequences one entry a split, all with the same users in the same order
   * @param train the examples to learn from, in a fixed order; a random-access list is kept as is
   * @param cases the users to evaluate; a split that is absent has none
   * @param itemCatalogueSize items with the two reserved entries
   * @param shopCatalogueSize shops with the two reserved entries
   * @param digest names the data, whatever the order of its rows
   */
  public static SampleSet of(
      Map<Split, VisitSequences> sequences,
      List<TrainingExample> train,
      Map<Split, List<EvaluationCase>> cases,
      int itemCatalogueSize,
      int shopCatalogueSize,
      String digest) {
    EnumMap<Split, VisitSequences> bySplit = new EnumMap<>(Split.class);
    EnumMap<Split, List<EvaluationCase>> casesBySplit = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      VisitSequences ofSplit = sequences.get(split);
      if (ofSplit == null) {
        throw new IllegalArgumentException("Sequences of " + split.label() + " are missing");
      }
      bySplit.put(split, ofSplit);
      casesBySplit.put(split, List.copyOf(cases.getOrDefault(split, List.of())));
    }
    VisitSequences past = Objects.requireNonNull(bySplit.get(Split.TRAIN));
    KnownTargets known = KnownTargets.of(past, itemCatalogueSize, shopCatalogueSize);
    TrainTally tally = TrainTally.of(past, itemCatalogueSize, shopCatalogueSize);
    return new SampleSet(bySplit, train, train.size(), casesBySplit, known, tally, digest);
  }

  /**
   * Returns these samples with what each user was shown in the train split and did not visit in it,
   * in the order of the targets.
   */
  public SampleSet withImpressions(VisitSequences shown) {
    return new SampleSet(
        sequences, train, exampleCount, cases, known.withShown(shown), tally, digest);
  }

  /**
   * Returns what shards tell without their users: counts, and the cases of the tune split. Its
   * train visits and examples are empty, and nothing is known of users; {@link SampleShards#read}
   * has them.
   */
  static SampleSet ofShards(
      int exampleCount,
      VisitSequences pasts,
      List<EvaluationCase> cases,
      TrainTally counts,
      String digest) {
    int[][] nothing = new int[pasts.users()][0];
    VisitSequences empty = VisitSequences.of(pasts.userIds(), nothing, nothing);
    EnumMap<Split, VisitSequences> sequences = new EnumMap<>(Split.class);
    EnumMap<Split, List<EvaluationCase>> bySplit = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sequences.put(split, split == Split.TUNE ? pasts : empty);
      bySplit.put(split, split == Split.TUNE ? List.copyOf(cases) : List.of());
    }
    return new SampleSet(
        sequences, List.of(), exampleCount, bySplit, KnownTargets.ofNobody(), counts, digest);
  }

  /**
   * Returns the visits that the counts of this split refer to. For train: the train visits of every
   * user, of which each {@link #train} example sees a prefix. For tune and test: what is known of
   * the users in {@link #cases}, nothing of it at or after the first held-out shop visit; other
   * users are empty. Users have the same indices in every split.
   */
  public VisitSequences sequences(Split split) {
    return Objects.requireNonNull(sequences.get(split));
  }

  /** Returns the examples to learn from, in a fixed order. */
  public List<TrainingExample> train() {
    return train;
  }

  /** Returns how many examples there are to learn from, here or in shards. */
  public int exampleCount() {
    return exampleCount;
  }

  /** Returns the users with held-out shops in this split, by user index; none for train. */
  public List<EvaluationCase> cases(Split split) {
    return Objects.requireNonNull(cases.get(split));
  }

  /**
   * Returns what each user visited in the train split, and was shown there; of nobody if the
   * examples are in shards, where {@link SampleShard#known} tells it.
   */
  public KnownTargets known() {
    return known;
  }

  /** Returns the number of train visits of every catalogue index of the item side; a copy. */
  public long[] itemCounts() {
    return tally.itemCounts();
  }

  /** Returns the number of train visits of every catalogue index of the shop side; a copy. */
  public long[] shopCounts() {
    return tally.shopCounts();
  }

  /** Returns a SHA-256, in hex, of the rows the samples were made of, whatever their order. */
  public String digest() {
    return digest;
  }
}
