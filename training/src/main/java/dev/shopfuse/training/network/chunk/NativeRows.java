package dev.shopfuse.training.network.chunk;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Rows in native memory, where the matrix products are. Not thread-safe; owns its memory. */
final class NativeRows {
  private FloatPointer pointer = new FloatPointer(1);
  private FloatBuffer buffer = pointer.asBuffer();

  /** Makes room for so many cells; what was there may go. */
  void reserve(int cells) {
    if (buffer.capacity() < cells) {
      pointer.close();
      pointer = new FloatPointer(cells);
      buffer = pointer.asBuffer();
    }
  }

  /** Writes so many ones. */
  void putOnes(int cells) {
    reserve(cells);
    for (int i = 0; i < cells; i++) {
      buffer.put(i, 1);
    }
  }

  FloatPointer pointer() {
    return pointer;
  }

  /** Copies {@code source[from..from + count)} to the first cells. */
  void put(float[] source, int from, int count) {
    buffer.clear().put(source, from, count);
  }

  /** Copies the cells from {@code from} on to {@code target[to..to + count)}. */
  void get(int from, float[] target, int to, int count) {
    buffer.clear().position(from).get(target, to, count);
  }
}
