package dev.shopfuse.training.network;

import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.Indexer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Direct access to the cells of a matrix, whatever its order. Not thread-safe; borrows the array's
 * memory and must not outlive it.
 */
final class Cells {
  private final @Nullable FloatIndexer floats;
  private final @Nullable DoubleIndexer doubles;
  private final long offset;
  final int rows;
  final int columns;
  final long rowStride;
  final long columnStride;

  private Cells(INDArray array) {
    Indexer indexer = array.data().indexer();
    floats = indexer instanceof FloatIndexer f ? f : null;
    doubles = indexer instanceof DoubleIndexer d ? d : null;
    offset = array.offset();
    rows = (int) array.size(0);
    columns = (int) array.size(1);
    rowStride = array.stride(0);
    columnStride = array.stride(1);
  }

  static Cells of(INDArray array) {
    if (array.rank() != 2) {
      throw new IllegalArgumentException("Rank is " + array.rank() + ", expected a matrix.");
    }
    return new Cells(array);
  }

  /** Returns where a cell lies; the next row is {@link #rowStride} further. */
  long at(long row, long column) {
    return offset + row * rowStride + column * columnStride;
  }

  double get(long position) {
    if (floats != null) {
      return floats.get(position);
    }
    return doubles().get(position);
  }

  void set(long position, double value) {
    if (floats != null) {
      floats.put(position, (float) value);
    } else {
      doubles().put(position, value);
    }
  }

  /** Copies all cells, row after row. */
  double[] toArray() {
    double[] cells = new double[rows * columns];
    for (int column = 0; column < columns; column++) {
      long from = at(0, column);
      for (int row = 0; row < rows; row++) {
        cells[row * columns + column] = get(from + row * rowStride);
      }
    }
    return cells;
  }

  private DoubleIndexer doubles() {
    if (doubles == null) {
      throw new IllegalStateException("Matrix cells must be float or double.");
    }
    return doubles;
  }
}
