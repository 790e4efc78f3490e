package dev.shopfuse.training.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The columns of a native float matrix in f-order, copied whole to and from the heap: a column fits
 * the cache, and loops over heap arrays are compiled to vector instructions. Not thread-safe;
 * borrows the array's memory and must not outlive it.
 */
final class FloatColumns {
  final int rows;
  final int columns;
  private final FloatPointer cells;
  private final long offset;
  private final long stride;

  private FloatColumns(INDArray array) {
    rows = (int) array.size(0);
    columns = (int) array.size(1);
    cells = new FloatPointer(array.data().pointer());
    offset = array.offset();
    stride = array.stride(1);
  }

  /** Returns whether all matrices are of floats and have columns without gaps. */
  static boolean fit(INDArray... arrays) {
    for (INDArray array : arrays) {
      boolean contiguous = array.rank() == 2 && (array.stride(0) == 1 || array.size(0) == 1);
      if (array.dataType() != DataType.FLOAT || !contiguous) {
        return false;
      }
    }
    return true;
  }

  static FloatColumns of(INDArray array) {
    return new FloatColumns(array);
  }

  /** Copies a column [rows] to the heap. */
  void read(int column, float[] target) {
    cells.position(offset + column * stride).get(target, 0, rows);
  }

  /** Copies a column [rows] from the heap. */
  void write(int column, float[] source) {
    cells.position(offset + column * stride).put(source, 0, rows);
  }
}
