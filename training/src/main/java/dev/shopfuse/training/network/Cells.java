package dev.shopfuse.training.network;

import java.util.function.DoubleBinaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.Indexer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The columns of a native matrix, copied to and from the heap one at a time: loops over heap arrays
 * are compiled to vector instructions, loops over native cells are not. Not thread-safe; borrows
 * the array's memory and must not outlive it.
 */
final class Cells {
  final int rows;
  final int columns;
  private final @Nullable FloatIndexer floats;
  private final @Nullable DoubleIndexer doubles;
  private final @Nullable FloatPointer contiguous;
  private final @Nullable FloatPointer rowMajor;
  private final long offset;
  private final long rowStride;
  private final long columnStride;
  private final float[] copy;

  private Cells(INDArray array) {
    Indexer indexer = array.data().indexer();
    floats = indexer instanceof FloatIndexer f ? f : null;
    doubles = indexer instanceof DoubleIndexer d ? d : null;
    offset = array.offset();
    rows = (int) array.size(0);
    columns = (int) array.size(1);
    rowStride = array.stride(0);
    columnStride = array.stride(1);
    Pointer pointer = array.data().pointer();
    boolean direct = rowStride == 1 && offset == 0 && pointer instanceof FloatPointer;
    contiguous = direct ? new FloatPointer(pointer) : null;
    boolean byRows = columnStride == 1 && rowStride == columns && pointer instanceof FloatPointer;
    rowMajor = byRows ? new FloatPointer(pointer) : null;
    copy = direct ? new float[rows] : new float[0];
  }

  static Cells of(INDArray array) {
    if (array.rank() != 2) {
      throw new IllegalArgumentException("Rank is " + array.rank() + ", expected a matrix.");
    }
    return new Cells(array);
  }

  /** Returns one cell. */
  double get(int row, int column) {
    long position = offset + row * rowStride + column * columnStride;
    return floats != null ? floats.get(position) : doubles().get(position);
  }

  /** Sets one cell. */
  void set(int row, int column, double value) {
    long position = offset + row * rowStride + column * columnStride;
    if (floats != null) {
      floats.put(position, (float) value);
    } else {
      doubles().put(position, value);
    }
  }

  /** Copies a column [rows] to the heap. */
  void read(int column, double[] target) {
    if (contiguous != null) {
      contiguous.position(column * columnStride).get(copy, 0, rows);
      for (int row = 0; row < rows; row++) {
        target[row] = copy[row];
      }
      return;
    }
    for (int row = 0; row < rows; row++) {
      target[row] = get(row, column);
    }
  }

  /** Copies a column [rows] from the heap. */
  void write(int column, double[] source) {
    if (contiguous != null) {
      for (int row = 0; row < rows; row++) {
        copy[row] = (float) source[row];
      }
      contiguous.position(column * columnStride).put(copy, 0, rows);
      return;
    }
    for (int row = 0; row < rows; row++) {
      set(row, column, source[row]);
    }
  }

  /** target = function of a and b, cell by cell. */
  static void transform(INDArray a, INDArray b, INDArray target, DoubleBinaryOperator function) {
    Cells first = of(a);
    Cells second = of(b);
    Cells result = of(target);
    for (int column = 0; column < first.columns; column++) {
      for (int row = 0; row < first.rows; row++) {
        result.set(
            row, column, function.applyAsDouble(first.get(row, column), second.get(row, column)));
      }
    }
  }

  /** Copies all cells to the heap, row after row. */
  double[] toArray() {
    double[] cells = new double[rows * columns];
    double[] values = new double[rows];
    for (int column = 0; column < columns; column++) {
      read(column, values);
      for (int row = 0; row < rows; row++) {
        cells[row * columns + column] = values[row];
      }
    }
    return cells;
  }

  /** Copies all cells to the heap as floats, row after row. */
  float[] toFloats() {
    float[] target = new float[rows * columns];
    if (rowMajor != null) {
      rowMajor.position(offset).get(target);
      return target;
    }
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        target[row * columns + column] = (float) get(row, column);
      }
    }
    return target;
  }

  /** Copies all cells from the heap, row after row. */
  void assign(double[] cells) {
    double[] values = new double[rows];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        values[row] = cells[row * columns + column];
      }
      write(column, values);
    }
  }

  private DoubleIndexer doubles() {
    if (doubles == null) {
      throw new IllegalStateException("Matrix cells must be float or double.");
    }
    return doubles;
  }
}
