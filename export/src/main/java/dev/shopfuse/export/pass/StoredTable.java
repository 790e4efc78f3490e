package dev.shopfuse.export.pass;

import com.google.protobuf.UnsafeByteOperations;
import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A table [V, E] in its stored form. Every row is stored by itself, so that a row is the same
 * whatever others are in its table. Immutable.
 *
 * @param cells the stored numbers [V, E]
 * @param scales what the numbers of each row are multiplied by [V, 1], 16 bits each, if anything
 */
record StoredTable(Tensor cells, Optional<Tensor> scales) {
  private static final int MOST = 127;

  /**
   * Stores a float table.
   *
   * @throws ExportException if a number is out of range
   */
  static StoredTable of(String name, Tensor table, TablePrecision precision) {
    int rows = Math.toIntExact(table.lengths().get(0));
    int width = Math.toIntExact(table.lengths().get(1));
    try {
      return switch (precision) {
        case FP32 -> new StoredTable(table, Optional.empty());
        case FP16 -> new StoredTable(halves(table.floats(), rows, width), Optional.empty());
        case INT8 -> bytes(table.floats(), rows, width);
      };
    } catch (IllegalArgumentException e) {
      throw new ExportException(
          "Table %s cannot be stored as %s: %s; use fp32."
              .formatted(name, precision.key(), e.getMessage()),
          e);
    }
  }

  private static Tensor halves(float[] values, int rows, int width) {
    ByteBuffer cells = allocate(2 * values.length);
    for (float value : values) {
      cells.putShort(HalfFloats.of(value));
    }
    return tensor(ElementType.FLOAT16, cells, rows, width);
  }

  /** Scales are rounded up: the largest number of a row never exceeds what a byte holds. */
  private static StoredTable bytes(float[] values, int rows, int width) {
    ByteBuffer cells = allocate(values.length);
    ByteBuffer scales = allocate(2 * rows);
    for (int row = 0; row < rows; row++) {
      float largest = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        // max would lose NaN if it compared; Math.max keeps it, and HalfFloats refuses it.
        largest = Math.max(largest, Math.abs(values[i]));
      }
      short half = HalfFloats.atLeast(largest / MOST);
      scales.putShort(half);
      float scale = HalfFloats.toFloat(half);
      for (int i = row * width; i < (row + 1) * width; i++) {
        cells.put((byte) (scale == 0 ? 0 : Math.rint(values[i] / scale)));
      }
    }
    return new StoredTable(
        tensor(ElementType.INT8, cells, rows, width),
        Optional.of(tensor(ElementType.FLOAT16, scales, rows, 1)));
  }

  /** Returns the numbers that the graph computes with, as floats [V, E]. */
  Tensor restored() {
    ByteBuffer stored = cells.bytes().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int width = Math.toIntExact(cells.lengths().get(1));
    float[] values = new float[Math.toIntExact(cells.lengths().get(0)) * width];
    switch (cells.type()) {
      case FLOAT16 -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = HalfFloats.toFloat(stored.getShort());
        }
      }
      case INT8 -> {
        ByteBuffer factors =
            scales.orElseThrow().bytes().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
          values[i] = stored.get() * HalfFloats.toFloat(factors.getShort(i / width * 2));
        }
      }
      default -> {
        return cells;
      }
    }
    return Tensor.ofFloats(values, cells.lengths().get(0), width);
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Tensor tensor(ElementType type, ByteBuffer buffer, long rows, long width) {
    buffer.flip();
    return new Tensor(type, List.of(rows, width), UnsafeByteOperations.unsafeWrap(buffer));
  }
}
