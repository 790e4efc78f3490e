package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * A direct buffer for one input or output of the model, kept from call to call, and the tensors
 * over it. A tensor's shape is fixed, so the last few shapes keep theirs. It owns the tensors and
 * closes them. Not thread-safe; one per thread.
 */
final class TensorBuffer implements AutoCloseable {
  /** The shape [R], without a second axis. */
  static final int ONE_AXIS = 0;

  private static final int SHAPES = 4;

  private final OrtEnvironment environment;
  private final boolean holdsFloats;
  private final OnnxTensor[] tensors = new OnnxTensor[SHAPES];
  private final int[] rows = new int[SHAPES];
  private final int[] columns = new int[SHAPES];
  private int count;
  private int oldest;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
  private LongBuffer longs = bytes.asLongBuffer();
  private FloatBuffer floats = bytes.asFloatBuffer();

  TensorBuffer(OrtEnvironment environment, boolean holdsFloats) {
    this.environment = environment;
    this.holdsFloats = holdsFloats;
  }

  /** Returns the buffer with room for so many longs, to be written by position. */
  LongBuffer longs(int room) {
    if (longs.capacity() < room) {
      grow(room, Long.BYTES);
    }
    return longs;
  }

  /** Returns the buffer with room for so many floats, to be read and written by position. */
  FloatBuffer floats(int room) {
    if (floats.capacity() < room) {
      grow(room, Float.BYTES);
    }
    return floats;
  }

  private void grow(int room, int width) {
    close();
    long roomy = Math.min(Integer.MAX_VALUE - 7L, (long) room * width * 3 / 2);
    int size = (int) Math.max(Math.multiplyExact(room, width), roomy);
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    longs = bytes.asLongBuffer();
    floats = bytes.asFloatBuffer();
  }

  /**
   * Returns a tensor over the start of the buffer; it lives until the buffer is closed or grows.
   */
  OnnxTensor tensor(int rowCount, int columnCount) throws OrtException {
    for (int i = 0; i < count; i++) {
      if (rows[i] == rowCount && columns[i] == columnCount) {
        return tensors[i];
      }
    }
    return keep(create(rowCount, columnCount), rowCount, columnCount);
  }

  private OnnxTensor create(int rowCount, int columnCount) throws OrtException {
    boolean flat = columnCount == ONE_AXIS;
    long[] shape = flat ? new long[] {rowCount} : new long[] {rowCount, columnCount};
    int size = flat ? rowCount : Math.multiplyExact(rowCount, columnCount);
    if (holdsFloats) {
      FloatBuffer part = floats(size).duplicate();
      part.clear();
      part.limit(size);
      return OnnxTensor.createTensor(environment, part, shape);
    }
    LongBuffer part = longs(size).duplicate();
    part.clear();
    part.limit(size);
    return OnnxTensor.createTensor(environment, part, shape);
  }

  private OnnxTensor keep(OnnxTensor tensor, int rowCount, int columnCount) {
    int place = count < SHAPES ? count++ : evict();
    tensors[place] = tensor;
    rows[place] = rowCount;
    columns[place] = columnCount;
    return tensor;
  }

  /** Closes the tensor that was made first and returns its place. */
  private int evict() {
    int place = oldest;
    oldest = (oldest + 1) % SHAPES;
    tensors[place].close();
    return place;
  }

  @Override
  public void close() {
    for (int i = 0; i < count; i++) {
      tensors[i].close();
    }
    count = 0;
    oldest = 0;
  }
}
