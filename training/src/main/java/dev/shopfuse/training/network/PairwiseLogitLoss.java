package dev.shopfuse.training.network;

import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Bayesian personalised ranking (Rendle et al. 2009): {@code log(1 + exp(negative - positive))},
 * the mean over the negatives of a group. Immutable.
 */
public final class PairwiseLogitLoss extends GroupLogitLoss {
  private static final long serialVersionUID = 1;

  public PairwiseLogitLoss(@JsonProperty("hardest") int hardest) {
    super(hardest);
  }

  @Override
  void evaluate(LossRows rows, int from, int to, int positive) {
    int negatives = 0;
    for (int row = from; row < to; row++) {
      negatives += row != positive && rows.weight[row] != 0 ? 1 : 0;
    }
    for (int row = from; row < to; row++) {
      if (row != positive && rows.weight[row] != 0) {
        double weight = rows.weight[positive] / negatives;
        double difference = rows.corrected(positive) - rows.corrected(row);
        double slope = weight * BinaryLogitLoss.gradient(difference, 1);
        rows.loss[row] = weight * BinaryLogitLoss.loss(difference, 1);
        rows.gradient[row] = -slope;
        rows.gradient[positive] += slope;
      }
    }
  }
}
