package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;

/**
 * Binary cross entropy computed on the logit, so that it neither saturates nor overflows.
 * Immutable.
 *
 * <p>For logits z, labels y in [0, 1] and row weights w the loss of a row is {@code w * (max(z, 0)
 * - z * y + log(1 + exp(-|z|)))} and its gradient {@code w * (sigmoid(z) - y)}.
 */
public final class BinaryLogitLoss extends LogitLoss {
  private static final long serialVersionUID = 1;

  @Override
  void evaluate(LossRows rows) {
    for (int row = 0; row < rows.count; row++) {
      double weight = rows.weight[row];
      if (weight != 0) {
        rows.loss[row] = weight * loss(rows.logit[row], rows.label[row]);
        rows.gradient[row] = weight * gradient(rows.logit[row], rows.label[row]);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BinaryLogitLoss;
  }

  @Override
  public int hashCode() {
    return BinaryLogitLoss.class.hashCode();
  }

  /**
   * Returns the loss of one row with weight 1, exact to 1e-16: log1p would give more digits of
   * losses below that, and takes three times as long.
   */
  public static double loss(double logit, double label) {
    return Math.max(logit, 0) - logit * label + Math.log(1 + Math.exp(-Math.abs(logit)));
  }

  /** Returns the derivative of {@link #loss} by the logit. */
  public static double gradient(double logit, double label) {
    return sigmoid(logit) - label;
  }

  /** Returns the probability of a logit. */
  static double sigmoid(double logit) {
    double e = Math.exp(-Math.abs(logit));
    return logit >= 0 ? 1 / (1 + e) : e / (1 + e);
  }
}
