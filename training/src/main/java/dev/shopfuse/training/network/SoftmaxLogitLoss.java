package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sampled softmax: cross entropy of the one positive row among the rows of its group. Immutable.
 *
 * <p>Before the softmax the correction of each row is subtracted from its logit, the logarithm of
 * how often the row is a candidate; then the loss estimates the softmax over everything (Bengio and
 * Senecal 2008, Yi et al. 2019). The weight of a group is that of its positive row; rows of weight
 * 0 are not in it. Of the negatives only the {@code hardest} highest ones count, 0 for all.
 */
public final class SoftmaxLogitLoss extends LogitLoss {
  private static final long serialVersionUID = 1;

  private final int hardest;

  public SoftmaxLogitLoss(@JsonProperty("hardest") int hardest) {
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
    double weight = rows.weight[positive];
    if (weight == 0) {
      return;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int row = from; row < to; row++) {
      most = rows.weight[row] == 0 ? most : Math.max(most, rows.corrected(row));
    }
    double sum = 0;
    for (int row = from; row < to; row++) {
      if (rows.weight[row] != 0) {
        rows.gradient[row] = Math.exp(rows.corrected(row) - most);
        sum += rows.gradient[row];
      }
    }
    for (int row = from; row < to; row++) {
      rows.gradient[row] *= weight / sum;
    }
    rows.gradient[positive] -= weight;
    rows.loss[positive] = weight * (Math.log(sum) + most - rows.corrected(positive));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SoftmaxLogitLoss loss && loss.hardest == hardest;
  }

  @Override
  public int hashCode() {
    return hardest;
  }
}
