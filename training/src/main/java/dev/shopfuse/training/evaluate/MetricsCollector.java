package dev.shopfuse.training.evaluate;

import dev.shopfuse.training.sample.EvaluationCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Adds up {@link Metrics} case by case. Not thread-safe; ranks within a batch on several threads,
 * and sums in the order of the cases, so that figures do not depend on threads.
 */
final class MetricsCollector {
  private final int first;
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final PooledAuc auc = new PooledAuc();
  private double gaucSum;
  private double gaucWeight;
  private final List<int[]> ranks = new ArrayList<>();

  /** Creates a collector; {@code first} is the first real catalogue index. */
  MetricsCollector(int first) {
    this.first = first;
  }

  /** Adds a batch of cases with their scores [cases, shops]. */
  void add(List<EvaluationCase> batch, float[][] scores) {
    CaseRanking[] rankings = new CaseRanking[batch.size()];
    IntStream.range(0, batch.size())
        .parallel()
        .forEach(i -> rankings[i] = ranking(batch.get(i), scores[i]));
    for (int i = 0; i < rankings.length; i++) {
      add(rankings[i]);
      addPairs(batch.get(i), scores[i]);
    }
  }

  /** Returns the figures so far. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("auc", auc.value());
    values.put("gauc", gaucSum / gaucWeight);
    sums.forEach((name, sum) -> values.put(name, sum / ranks.size()));
    return values;
  }

  /** Returns the places of the held-out shops, case by case. */
  List<int[]> ranks() {
    return ranks;
  }

  private CaseRanking ranking(EvaluationCase user, float[] scores) {
    for (int shop = first; shop < scores.length; shop++) {
      if (Float.isNaN(scores[shop])) {
        throw new NanScoreException(shop, user.user());
      }
    }
    return CaseRanking.of(scores, user.heldOut(), user.seen(), first);
  }

  private void add(CaseRanking ranking) {
    int[] places = ranking.ranks();
    ranks.add(places);
    for (String name : RankingMetrics.names()) {
      sums.merge(name, RankingMetrics.of(name, places), Double::sum);
    }
    if (ranking.negatives() > 0) {
      gaucSum += ranking.winsTimesTwo() / (2.0 * ranking.negatives());
      gaucWeight += places.length;
    }
  }

  private void addPairs(EvaluationCase user, float[] scores) {
    boolean[] left = new boolean[scores.length];
    for (int shop : user.heldOut()) {
      left[shop] = true;
      auc.addPositive(scores[shop]);
    }
    for (int shop : user.seen()) {
      left[shop] = true;
    }
    for (int shop = first; shop < scores.length; shop++) {
      if (!left[shop]) {
        auc.addNegative(scores[shop]);
      }
    }
  }
}
