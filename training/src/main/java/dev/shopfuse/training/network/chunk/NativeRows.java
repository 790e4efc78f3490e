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

  FloatPointer pointer() {
    return pointer;
  }

  void put(float[] source, int from, int count) {
    buffer.clear().put(source, from, count);
  }

  void get(float[] target, int from, int count) {
    buffer.clear().get(target, from, count);
  }
}
