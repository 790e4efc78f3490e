package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.Loops;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A bias [H] repeated over several rows, since loops over a few dozen cells do not become vector
 * instructions. All zeros until it is read. Not thread-safe.
 */
final class BiasTile {
  private final int width;
  private final float[] tile;
  private final float[] part;

  BiasTile(int width) {
    this.width = width;
    tile = new float[width * Loops.tileRows(width)];
    part = new float[tile.length];
  }

  /** Takes over the present values. */
  void read(FloatPointer values) {
    values.get(tile, 0, width);
    for (int to = width; to < tile.length; to += width) {
      System.arraycopy(tile, 0, tile, to, width);
    }
  }

  /** Copies rows of so many cells together, adds the bias and rectifies them or not. */
  void copyBiased(NativeRows source, float[] target, int cells, boolean rectifies) {
    // By way of a part, so that the arrays of the loop are indexed alike.
    for (int from = 0; from < cells; from += tile.length) {
      int count = Math.min(tile.length, cells - from);
      source.get(from, part, 0, count);
      Loops.addRectified(part, tile, count, rectifies);
      System.arraycopy(part, 0, target, from, count);
    }
  }
}
