package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.RankingMetrics;
import java.util.List;

/**
 * One ranker measured once. Immutable.
 *
 * @param seed what it was trained with
 * @param metrics its figures
 * @param ranks the places of each user's held-out shops, in the order of the split's cases
 * @param seconds what training and measuring took
 */
public record BaselineRun(long seed, Metrics metrics, List<int[]> ranks, double seconds) {
  public BaselineRun {
    ranks = List.copyOf(ranks);
  }

  /** Returns a ranking metric of every user. */
  double[] ofUsers(String metric) {
    return ranks.stream().mapToDouble(places -> RankingMetrics.of(metric, places)).toArray();
  }
}
