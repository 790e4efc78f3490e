package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Binary cross entropy computed on the logit, so that it neither saturates nor overflows.
 * Immutable.
 *
 * <p>For logits z [R, 1], labels y [R, 1] in [0, 1] and row weights w [R, 1] (the label mask; 1
 * without one) the loss of a row is {@code w * (max(z, 0) - z * y + log(1 + exp(-|z|)))} and its
 * gradient {@code w * (sigmoid(z) - y)}. The activation of the layer must be the sigmoid.
 */
public final class BinaryLogitLoss implements ILossFunction {
  private static final long serialVersionUID = 1;

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double sum = computeScoreArray(labels, preOutput, activation, mask).sumNumber().doubleValue();
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return map(labels, preOutput, activation, mask, BinaryLogitLoss::loss);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return map(labels, preOutput, activation, mask, BinaryLogitLoss::gradient);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  @Override
  public String name() {
    return "BinaryLogitLoss";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BinaryLogitLoss;
  }

  @Override
  public int hashCode() {
    return BinaryLogitLoss.class.hashCode();
  }

  /** Returns the loss of one row with weight 1. */
  public static double loss(double logit, double label) {
    return Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit)));
  }

  /** Returns the derivative of {@link #loss} by the logit. */
  public static double gradient(double logit, double label) {
    double e = Math.exp(-Math.abs(logit));
    double sigmoid = logit >= 0 ? 1 / (1 + e) : e / (1 + e);
    return sigmoid - label;
  }

  private interface RowFunction {
    double apply(double logit, double label);
  }

  private static INDArray map(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      RowFunction function) {
    if (!(activation instanceof ActivationSigmoid)) {
      throw new IllegalArgumentException(
          "BinaryLogitLoss needs the sigmoid activation, the layer has " + activation + ".");
    }
    INDArray result = preOutput.ulike();
    Cells logit = Cells.of(preOutput);
    Cells label = Cells.of(labels);
    Cells weight = mask == null ? null : Cells.of(mask);
    Cells target = Cells.of(result);
    for (int row = 0; row < logit.rows; row++) {
      double w = weight == null ? 1 : weight.get(row, 0);
      double value = function.apply(logit.get(row, 0), label.get(row, 0));
      target.set(row, 0, w == 0 ? 0 : w * value);
    }
    return result;
  }
}
