package dev.shopfuse.training.evaluate;

/**
 * Metrics of the ranks of one user's held-out shops. All take ranks in ascending order, the best
 * place being 1.
 */
final class RankingMetrics {
  private RankingMetrics() {}

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
