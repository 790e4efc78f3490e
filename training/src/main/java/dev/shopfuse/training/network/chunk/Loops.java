package dev.shopfuse.training.network.chunk;

/** Loops over stretches of heap arrays, which are compiled to vector instructions. */
final class Loops {
  private static final float HUGE = 1e38f;

  private Loops() {}

  /** target += source. */
  static void add(float[] target, int to, float[] source, int from, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += source[from + i];
    }
  }

  /** target += factor * source. */
  static void addScaled(float[] target, int to, float factor, float[] source, int from, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += factor * source[from + i];
    }
  }

  /** target = max(target + source, 0), or without the maximum. */
  static void addRectified(
      float[] target, int to, float[] source, int from, int count, boolean rectifies) {
    if (!rectifies) {
      add(target, to, source, from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] = Math.max(target[to + i] + source[from + i], 0);
    }
  }

  /**
   * gradient = 0 wherever the output was not positive. Without a branch, so that it becomes vector
   * instructions: a positive output times a huge number is at least 1.
   */
  static void mask(float[] gradient, float[] output, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] *= Math.min(output[i] * HUGE, 1);
    }
  }
}
