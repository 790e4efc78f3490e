package dev.shopfuse.training.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix [rows, width] on the heap, row after row, that becomes the input of a graph. Float in
 * training; double where gradients are checked. Not thread-safe.
 */
public final class RowBuffer {
  private final int rows;
  private final int width;
  private final float @Nullable [] floats;
  private final double @Nullable [] doubles;

  /** Creates a matrix of zeros of type FLOAT or DOUBLE. */
  public RowBuffer(DataType type, int rows, int width) {
    this.rows = rows;
    this.width = width;
    int cells = Math.multiplyExact(rows, width);
    floats = type == DataType.FLOAT ? new float[cells] : null;
    doubles = type == DataType.FLOAT ? null : new double[cells];
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }

  /**
   * Returns the cells, not a copy.
   *
   * @throws IllegalStateException if they are doubles
   */
  public float[] floats() {
    if (floats == null) {
      throw new IllegalStateException("The cells are doubles.");
    }
    return floats;
  }

  /** Sets all cells to zero. */
  public void clear() {
    if (floats != null) {
      Arrays.fill(floats, 0);
    } else if (doubles != null) {
      Arrays.fill(doubles, 0);
    }
  }

  /** Sets the cell at {@code row * width + column}. */
  public void set(int at, double value) {
    if (floats != null) {
      floats[at] = (float) value;
    } else if (doubles != null) {
      doubles[at] = value;
    }
  }

  /** Copies floats into consecutive cells. */
  public void copy(float[] source, int from, int at, int count) {
    if (floats != null) {
      System.arraycopy(source, from, floats, at, count);
    } else {
      for (int i = 0; i < count; i++) {
        set(at + i, source[from + i]);
      }
    }
  }

  /** Returns a new array [repeats * rows, width] with the rows repeated block by block. */
  public INDArray toArray(int repeats) {
    INDArray array =
        Nd4j.createUninitialized(
            floats != null ? DataType.FLOAT : DataType.DOUBLE, (long) repeats * rows, width);
    long cells = (long) rows * width;
    for (int block = 0; block < repeats; block++) {
      if (floats != null) {
        HeapCopy.copy(floats, array, block * cells);
      } else if (doubles != null) {
        HeapCopy.copy(doubles, array, block * cells);
      }
    }
    return array;
  }

  /** Returns a new array [rows, width]. */
  public INDArray toArray() {
    return toArray(1);
  }
}
