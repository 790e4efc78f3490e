package dev.shopfuse.benchmarks;

import java.util.Arrays;

/** The median of what was measured: the value that one disturbed round does not move. */
final class Median {
  private Median() {}

  /** Returns the middle value, the upper one of two; the array stays as it is. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
