package dev.shopfuse.training.network.chunk;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A bias [H] repeated over several rows, since loops over a few dozen cells do not become vector
 * instructions. All zeros until it is read. Not thread-safe.
 */
final class BiasTile {
  private static final int CELLS = 2_048;

  private final int width;
  private final float[] tile;
  private final float[] sums;
  private final float[] part;

  BiasTile(int width) {
    this.width = width;
    tile = new float[width * Math.max(1, CELLS / width)];
    sums = new float[tile.length];
    part = new float[tile.length];
  }

  /** Takes over the present values. */
  void read(FloatPointer values) {
    values.get(tile, 0, width);
    for (int to = width; to < tile.length; to += width) {
      System.arraycopy(tile, 0, tile, to, width);
    }
  }

  /** Adds the bias to rows of so many cells together, and rectifies them or not. */
  void addTo(float[] rows, int cells, boolean rectifies) {
    // By way of a copy, so that the arrays of the loop are indexed alike.
    for (int from = 0; from < cells; from += tile.length) {
      int count = Math.min(tile.length, cells - from);
      System.arraycopy(rows, from, part, 0, count);
      Loops.addRectified(part, tile, count, rectifies);
      System.arraycopy(part, 0, rows, from, count);
    }
  }

  /** Adds the sum of rows to the gradient of the bias. */
  void addGradient(float[] rows, int cells, FloatPointer gradient) {
    Arrays.fill(sums, 0);
    for (int from = 0; from < cells; from += tile.length) {
      int count = Math.min(tile.length, cells - from);
      System.arraycopy(rows, from, part, 0, count);
      Loops.add(sums, 0, part, 0, count);
    }
    for (int from = width; from < sums.length; from += width) {
      Loops.add(sums, 0, sums, from, width);
    }
    for (int i = 0; i < width; i++) {
      gradient.put(i, gradient.get(i) + sums[i]);
    }
  }
}
