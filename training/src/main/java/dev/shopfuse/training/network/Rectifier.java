package dev.shopfuse.training.network;

/** ReLU over float cells, forward and backward in one pass each. */
public final class Rectifier {
  private static final int LANES = 8;
  private static final float HUGE = 1e38f;

  private Rectifier() {}

  /** cells = max(cells + bias, 0), or without the maximum. */
  static void addBias(float[] cells, float bias, boolean rectify) {
    if (rectify) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = Math.max(cells[i] + bias, 0);
      }
    } else {
      for (int i = 0; i < cells.length; i++) {
        cells[i] += bias;
      }
    }
  }

  /**
   * gradient = 0 wherever the output was not positive. Without a branch, so that it becomes vector
   * instructions: a positive output times a huge number is at least 1.
   */
  public static void mask(float[] gradient, float[] output, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] *= Math.min(output[i] * HUGE, 1);
    }
  }

  /** Returns the sum, in an order that does not depend on the machine. */
  static float sum(float[] cells) {
    float[] sums = new float[LANES];
    int whole = cells.length - cells.length % LANES;
    for (int i = 0; i < whole; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += cells[i + lane];
      }
    }
    float sum = 0;
    for (float part : sums) {
      sum += part;
    }
    for (int i = whole; i < cells.length; i++) {
      sum += cells[i];
    }
    return sum;
  }
}
