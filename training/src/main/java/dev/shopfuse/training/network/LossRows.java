package dev.shopfuse.training.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows that a {@link LogitLoss} is taken over, on the heap; it fills in {@link #loss} and
 * {@link #gradient}. Not thread-safe.
 *
 * <p>Labels are [R, 1] or [R, 2]: column 0 is the label, column 1, if there is one, is subtracted
 * from the logit in losses over groups: the logarithm of how often a row turns up as a candidate.
 */
final class LossRows {
  final int count;
  final double[] logit;
  final double[] label;
  final double[] correction;
  final double[] weight;
  final double[] loss;
  final double[] gradient;

  LossRows(INDArray labels, INDArray logits, @Nullable INDArray mask) {
    count = (int) logits.size(0);
    logit = column(logits, 0);
    label = column(labels, 0);
    correction = labels.size(1) > 1 ? column(labels, 1) : new double[count];
    weight = new double[count];
    Arrays.fill(weight, 1);
    if (mask != null) {
      Cells.of(mask).read(0, weight);
    }
    loss = new double[count];
    gradient = new double[count];
  }

  LossRows(LossTargets targets, int from, int count, float[] logits) {
    this.count = count;
    logit = widened(logits, 0, count);
    label = widened(targets.labels(), from, count);
    boolean corrects = targets.corrections().length > 0;
    correction = corrects ? widened(targets.corrections(), from, count) : new double[count];
    weight = widened(targets.weights(), from, count);
    loss = new double[count];
    gradient = new double[count];
  }

  private static double[] widened(float[] values, int from, int count) {
    double[] widened = new double[count];
    for (int i = 0; i < count; i++) {
      widened[i] = values[from + i];
    }
    return widened;
  }

  /**
   * Returns G, the rows of one group: groups are consecutive, of equal size, with one positive row
   * each.
   */
  int groupSize() {
    int positives = 0;
    for (int row = 0; row < count; row++) {
      positives += label[row] == 1 ? 1 : 0;
    }
    if (positives == 0 || count % positives != 0) {
      throw new IllegalArgumentException(
          "%d rows with %d positives are no groups of equal size with one positive each."
              .formatted(count, positives));
    }
    return count / positives;
  }

  /** Returns the positive row of a group. */
  int positive(int from, int size) {
    for (int row = from; row < from + size; row++) {
      if (label[row] == 1) {
        return row;
      }
    }
    throw new IllegalArgumentException("Rows from " + from + " on have no positive.");
  }

  /** Returns the logit of a row in a loss over its group. */
  double corrected(int row) {
    return logit[row] - correction[row];
  }

  private static double[] column(INDArray array, int column) {
    double[] values = new double[(int) array.size(0)];
    Cells.of(array).read(column, values);
    return values;
  }
}
