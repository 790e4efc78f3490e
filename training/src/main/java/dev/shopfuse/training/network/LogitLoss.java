package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss computed on logits [R, 1], with row weights as the label mask (1 without one). The
 * activation of the layer must be the sigmoid, which only the prediction uses. Immutable.
 */
public abstract class LogitLoss implements ILossFunction {
  private static final long serialVersionUID = 1;

  /**
   * A smaller gradient is none: it is that of a row predicted right but for 1e-12 or less, and next
   * to the optimisers' epsilons, 1e-8 and more, it moves no weight. But its products with weights,
   * and its square, end among the subnormal numbers, and processors take a hundred times as long
   * over those.
   */
  private static final double LEAST_GRADIENT = 1e-16;

  /** Fills in loss and gradient of all rows. */
  abstract void evaluate(LossRows rows);

  private void fill(LossRows rows) {
    evaluate(rows);
    for (int row = 0; row < rows.count; row++) {
      if (Math.abs(rows.gradient[row]) < LEAST_GRADIENT) {
        rows.gradient[row] = 0;
      }
    }
  }

  /**
   * Computes the loss of rows of a batch, and its gradient.
   *
   * @param targets of the whole batch
   * @param from the first row in the targets
   * @param logits the logits of these rows, from index 0
   * @param gradient filled with the gradient, from index 0
   * @return the sum of the weighted losses
   */
  public final double evaluate(
      LossTargets targets, int from, int count, float[] logits, float[] gradient) {
    LossRows rows = new LossRows(targets, from, count, logits);
    fill(rows);
    double sum = 0;
    for (int row = 0; row < count; row++) {
      gradient[row] = (float) rows.gradient[row];
      sum += rows.loss[row];
    }
    return sum;
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double sum = 0;
    for (double loss : rows(labels, preOutput, activation, mask).loss) {
      sum += loss;
    }
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    INDArray result = preOutput.ulike();
    Cells.of(result).write(0, rows(labels, preOutput, activation, mask).loss);
    return result;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    INDArray result = preOutput.ulike();
    Cells.of(result).write(0, rows(labels, preOutput, activation, mask).gradient);
    return result;
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
    return getClass().getSimpleName();
  }

  private LossRows rows(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    if (!(activation instanceof ActivationSigmoid)) {
      throw new IllegalArgumentException(
          name() + " needs the sigmoid activation, the layer has " + activation + ".");
    }
    LossRows rows = new LossRows(labels, preOutput, mask);
    fill(rows);
    return rows;
  }
}
