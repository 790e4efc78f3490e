package dev.shopfuse.training.evaluate;

import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Measures a scorer on the held-out shops of many users. Immutable; thread-safe if the scorer is.
 *
 * <p>All shops of the catalogue are ranked for each user, without those seen in earlier splits. A
 * tie counts against the held-out shop. {@code auc} pools the pairs of all users; {@code gauc} is
 * the mean of the users' own areas, weighted by their number of held-out shops. {@code log_loss}
 * and {@code ece} are taken over the held-out shops and, for each, some sampled negatives, drawn
 * with a fixed seed: over all shops they would only say that most shops are not visited.
 */
public final class Evaluator {
  private static final int BATCH = 64;

  private final NegativeSampler negatives;
  private final int negativesPerShop;

  /**
   * Creates an evaluator.
   *
   * @param negatives draws the negatives of log loss and calibration
   * @param negativesPerShop how many of them for each held-out shop; 1 is drawn instead of 0, since
   *     visited shops alone tell nothing of probabilities
   */
  public Evaluator(NegativeSampler negatives, int negativesPerShop) {
    this.negatives = negatives;
    this.negativesPerShop = Math.max(1, negativesPerShop);
  }

  /** Evaluates all cases. */
  public Metrics evaluate(ShopScorer scorer, List<EvaluationCase> cases) {
    return evaluate(scorer, cases, done -> {});
  }

  /**
   * Evaluates all cases.
   *
   * @param progress told how many cases are done, after each batch
   * @throws IllegalArgumentException if there is no case
   */
  public Metrics evaluate(ShopScorer scorer, List<EvaluationCase> cases, IntConsumer progress) {
    return measure(scorer, cases, progress).metrics();
  }

  /**
   * Evaluates all cases and keeps what is known of each.
   *
   * @param progress told how many cases are done, after each batch
   * @throws IllegalArgumentException if there is no case
   */
  public Evaluation measure(ShopScorer scorer, List<EvaluationCase> cases, IntConsumer progress) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("There is no user with a held-out shop to evaluate.");
    }
    MetricsCollector collector = new MetricsCollector(VisitSequences.FIRST_TARGET);
    ScoredPairs pairs = new ScoredPairs();
    for (int from = 0; from < cases.size(); from += BATCH) {
      List<EvaluationCase> batch = cases.subList(from, Math.min(cases.size(), from + BATCH));
      float[][] scores = scorer.score(batch);
      collector.add(batch, scores);
      if (scorer.givesProbabilities()) {
        addPairs(pairs, batch, scores, from);
      }
      progress.accept(from + batch.size());
    }
    return new Evaluation(metrics(collector, pairs), collector.ranks(), pairs);
  }

  private static Metrics metrics(MetricsCollector collector, ScoredPairs pairs) {
    Map<String, Double> values = new LinkedHashMap<>(collector.values());
    if (pairs.size() > 0) {
      Reliability reliability = pairs.reliability();
      values.put("log_loss", reliability.logLoss());
      values.put("ece", reliability.error());
    }
    return new Metrics(collector.ranks().size(), values);
  }

  private void addPairs(ScoredPairs pairs, List<EvaluationCase> batch, float[][] scores, int from) {
    for (int i = 0; i < batch.size(); i++) {
      int[] heldOut = batch.get(i).heldOut();
      int[] known = union(heldOut, batch.get(i).seen());
      for (int shop : heldOut) {
        pairs.add(from + i, scores[i][shop], true);
      }
      for (int shop : negatives.draw(heldOut.length * negativesPerShop, 0, from + i, known)) {
        pairs.add(from + i, scores[i][shop], false);
      }
    }
  }

  private static int[] union(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().distinct().toArray();
  }
}
