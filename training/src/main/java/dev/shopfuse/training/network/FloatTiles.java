package dev.shopfuse.training.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums of native vectors of floats, computed on the heap, tile by tile. ND4J's own calls take twice
 * the time for the vectors of towers.
 */
final class FloatTiles {
  /** Cells of a tile; three of them fit into the first cache. */
  static final int CELLS = 2_048;

  private FloatTiles() {}

  /** Whether the cells are floats that lie side by side. */
  static boolean isPlain(INDArray array) {
    return array.dataType() == DataType.FLOAT && array.elementWiseStride() == 1;
  }

  /** Returns the cells of a plain array, the first one at 0. */
  static FloatPointer start(INDArray array) {
    return new FloatPointer(array.data().pointer()).getPointer(array.offset());
  }

  /** Adds a vector to another of its length. */
  static void add(INDArray target, INDArray other) {
    if (arePlain(target, other)) {
      add(target, other, 1);
    } else {
      target.addi(other.reshape(target.shape()));
    }
  }

  /** Subtracts a vector from another of its length. */
  static void subtract(INDArray target, INDArray other) {
    if (arePlain(target, other)) {
      add(target, other, -1);
    } else {
      target.subi(other.reshape(target.shape()));
    }
  }

  private static boolean arePlain(INDArray target, INDArray other) {
    return isPlain(target) && isPlain(other) && target.length() == other.length();
  }

  private static void add(INDArray target, INDArray other, float sign) {
    float[] cells = new float[CELLS];
    float[] added = new float[CELLS];
    try (FloatPointer targetCells = start(target);
        FloatPointer otherCells = start(other)) {
      for (long from = 0; from < target.length(); from += CELLS) {
        int count = (int) Math.min(CELLS, target.length() - from);
        targetCells.position(from).get(cells, 0, count);
        otherCells.position(from).get(added, 0, count);
        add(cells, added, count, sign);
        targetCells.put(cells, 0, count);
      }
    }
  }

  private static void add(float[] cells, float[] added, int count, float sign) {
    for (int i = 0; i < count; i++) {
      cells[i] += sign * added[i];
    }
  }
}
