package dev.shopfuse.training.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of the ranks of one user's held-out shops. All take ranks in ascending order, the best
 * place being 1.
 */
public final class RankingMetrics {
  private static final int[] CUTOFFS = {5, 10, 20};
  private static final Map<String, ToDoubleFunction<int[]>> BY_NAME = byName();

  private RankingMetrics() {}

  /** Returns the names of all ranking metrics: recall, ndcg and hit_rate at 5, 10, 20, and mrr. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * Returns a metric of one user.
   *
   * @param name one of {@link #names}
   * @param ranks the places of the user's held-out shops, ascending, the best being 1
   */
  public static double of(String name, int[] ranks) {
    ToDoubleFunction<int[]> metric = BY_NAME.get(name);
    if (metric == null) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no metric of one user's ranking; there are " + names() + ".");
    }
    return metric.applyAsDouble(ranks);
  }

  private static Map<String, ToDoubleFunction<int[]>> byName() {
    Map<String, ToDoubleFunction<int[]>> metrics = new LinkedHashMap<>();
    for (int k : CUTOFFS) {
      metrics.put("recall@" + k, ranks -> recall(ranks, k));
      metrics.put("ndcg@" + k, ranks -> ndcg(ranks, k));
      metrics.put("hit_rate@" + k, ranks -> hitRate(ranks, k));
    }
    metrics.put("mrr", RankingMetrics::reciprocalRank);
    return Collections.unmodifiableMap(metrics);
  }

  /** Held-out shops among the first k, divided by the number of held-out shops. */
  static double recall(int[] ranks, int k) {
    return (double) hits(ranks, k) / ranks.length;
  }

  /** 1 if a held-out shop is among the first k. */
  static double hitRate(int[] ranks, int k) {
    return ranks[0] <= k ? 1 : 0;
  }

  /**
   * Discounted gain of the first k, divided by that of min(k, held-out shops) at the top (Jarvelin
   * and Kekalainen, 2002): the gain of rank r is 1 / log2(r + 1).
   */
  static double ndcg(int[] ranks, int k) {
    double gain = 0;
    double ideal = 0;
    for (int i = 0; i < ranks.length && i < k; i++) {
      ideal += discount(i + 1);
      gain += ranks[i] <= k ? discount(ranks[i]) : 0;
    }
    return gain / ideal;
  }

  /** 1 / rank of the first held-out shop. */
  static double reciprocalRank(int[] ranks) {
    return 1.0 / ranks[0];
  }

  private static int hits(int[] ranks, int k) {
    int hits = 0;
    while (hits < ranks.length && ranks[hits] <= k) {
      hits++;
    }
    return hits;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }
}
