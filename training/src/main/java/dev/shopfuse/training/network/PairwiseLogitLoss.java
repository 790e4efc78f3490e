package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Bayesian personalised ranking (Rendle et al. 2009): {@code log(1 + exp(negative - positive))},
 * the mean over the negatives of a group. Immutable.
 *
 * <p>The weight of a group is that of its positive row; rows of weight 0 are not in it. Of the
 * negatives only the {@code hardest} highest ones count, 0 for all.
 */
public final class PairwiseLogitLoss extends LogitLoss {
  private static final long serialVersionUID = 1;

  private final int hardest;

  public PairwiseLogitLoss(@JsonProperty("hardest") int hardest) {
    this.hardest = hardest;
  }

  @Override
  void evaluate(LossRows rows) {
    HardNegatives.keep(rows, hardest);
    int size = rows.groupSize();
    for (int from = 0; from < rows.count; from += size) {
      evaluate(rows, from, from + size, rows.positive(from, size));
    }
  }

  private static void evaluate(LossRows rows, int from, int to, int positive) {
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PairwiseLogitLoss loss && loss.hardest == hardest;
  }

  @Override
  public int hashCode() {
    return hardest;
  }
}
