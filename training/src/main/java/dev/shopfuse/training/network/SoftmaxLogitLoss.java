package dev.shopfuse.training.network;

import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sampled softmax: cross entropy of the one positive row among the rows of its group. Immutable.
 *
 * <p>Before the softmax the correction of each row is subtracted from its logit, the logarithm of
 * how often the row is a candidate; then the loss estimates the softmax over everything (Bengio and
 * Senecal 2008, Yi et al. 2019).
 */
public final class SoftmaxLogitLoss extends GroupLogitLoss {
  private static final long serialVersionUID = 1;

  public SoftmaxLogitLoss(@JsonProperty("hardest") int hardest) {
    super(hardest);
  }

  @Override
  void evaluate(LossRows rows, int from, int to, int positive) {
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
}
