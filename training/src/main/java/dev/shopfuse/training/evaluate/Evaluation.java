package dev.shopfuse.training.evaluate;

import java.util.List;

/**
 * The outcome of one evaluation, down to the single user. Immutable.
 *
 * @param metrics the figures over all users
 * @param ranks the places of each user's held-out shops, ascending, in the order of the cases; the
 *     ranking metrics of a user follow from them, see {@link RankingMetrics#of}
 * @param pairs the probabilities behind log loss and calibration; empty where scores are no
 *     probabilities
 */
public record Evaluation(Metrics metrics, List<int[]> ranks, ScoredPairs pairs) {
  public Evaluation {
    ranks = List.copyOf(ranks);
  }
}
