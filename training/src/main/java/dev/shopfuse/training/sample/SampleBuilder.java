package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts samples out of visit tables.
 *
 * <p>An example sees the user's train visits strictly before its own second; a case sees the visits
 * strictly before the first held-out shop visit. Where times are unknown, an example sees all train
 * visits (its own shop is left out when it is encoded) and a case all visits of earlier splits.
 * Same tables, same samples. Not thread-safe; one per tables.
 */
public final class SampleBuilder {
  private static final int STEPS = 5;

  private final VisitTables tables;
  private final TargetNumbers numbers;
  private final Database database;
  private final Progress progress;

  private SampleBuilder(VisitTables tables, TargetNumbers numbers, Progress progress) {
    this.tables = tables;
    this.numbers = numbers;
    this.database = tables.database();
    this.progress = progress;
  }

  /**
   * Returns the samples of these tables, which must stay open meanwhile.
   *
   * @throws InputException if the train split has no shop visit
   */
  public static SampleSet build(VisitTables tables, Progress progress) {
    return new SampleBuilder(tables, TargetNumbers.ofTables(tables), progress).build();
  }

  /**
   * Returns the samples of these tables with the targets numbered as a trained model does, so that
   * it can be evaluated on other data. Items it does not know become the unknown target.
   *
   * @param itemIds the items of the model's catalogue in their order, the first one with index 2
   * @param shopIds the shops, likewise
   * @throws InputException if a visited shop is not in the model, which could not rank it
   */
  public static SampleSet buildFor(
      VisitTables tables, List<String> itemIds, List<String> shopIds, Progress progress) {
    TargetNumbers numbers = TargetNumbers.given(tables, itemIds, shopIds);
    return new SampleBuilder(tables, numbers, progress).build();
  }

  private SampleSet build() {
    database.executeAll(SampleScripts.numberedVisits(numbers.tableNames()));
    long examples = countExamples(tables);
    progress.advance("numbered the visits", 1, STEPS);
    List<String> userIds =
        database.query("SELECT user_id FROM user_numbers ORDER BY number", row -> row.getString(1));
    Map<Split, VisitSequences> sequences = new EnumMap<>(Split.class);
    Map<Split, List<EvaluationCase>> cases = new EnumMap<>(Split.class);
    List<TrainingExample> train = collectTrain(userIds, examples, sequences);
    progress.advance("made the examples", 2, STEPS);
    for (Split split : List.of(Split.TUNE, Split.TEST)) {
      database.executeAll(SampleScripts.heldOut(split));
      VisitSequences known = sequences(userIds, SampleRows.KNOWN_VISITS.ordered(split));
      sequences.put(split, known);
      cases.put(split, cases(known, SampleRows.CASE_SHOPS.ordered(split)));
      progress.advance("held out the " + split.label() + " shops", cases.size() + 2, STEPS);
    }
    SampleSet samples =
        assemble(sequences, train, cases)
            .withImpressions(sequences(userIds, SampleRows.TRAIN_IMPRESSIONS.ordered(Split.TRAIN)));
    database.execute("DROP TABLE held_out");
    database.execute("DROP TABLE numbered_visits");
    progress.advance("named the data", STEPS, STEPS);
    return samples;
  }

  private List<TrainingExample> collectTrain(
      List<String> userIds, long examples, Map<Split, VisitSequences> sequences) {
    TrainCollector train = new TrainCollector(userIds, examples);
    database.forEach(
        SampleRows.TRAIN_VISITS.ordered(Split.TRAIN), row -> train.add(row.getInt(1), row));
    sequences.put(Split.TRAIN, train.sequences());
    return train.examples();
  }

  private SampleSet assemble(
      Map<Split, VisitSequences> sequences,
      List<TrainingExample> train,
      Map<Split, List<EvaluationCase>> cases) {
    return SampleSet.of(
        sequences,
        train,
        cases,
        numbers.itemCatalogueSize(),
        numbers.shopCatalogueSize(),
        tables.digest());
  }

  /**
   * Counts the train visits to shops.
   *
   * @throws InputException if there are none
   */
  static long countExamples(VisitTables tables) {
    long examples =
        tables.database().number("SELECT count(*) FROM numbered_visits WHERE is_shop AND part = 0");
    if (examples == 0) {
      throw new InputException(
          "%s has no shop visit in the train split, so there is nothing to learn from; add rows"
                  .formatted(tables.fileName(TableKind.VISITS))
              + " with page \"shop\"");
    }
    return examples;
  }

  private VisitSequences sequences(List<String> userIds, String sql) {
    SequenceCollector collector = new SequenceCollector(userIds);
    database.forEach(sql, row -> collector.add(row.getInt(1), row));
    return collector.finish();
  }

  private List<EvaluationCase> cases(VisitSequences known, String sql) {
    CaseCollector collector = new CaseCollector(known);
    database.forEach(sql, row -> collector.add(row.getInt(1), row));
    return collector.finish();
  }
}
