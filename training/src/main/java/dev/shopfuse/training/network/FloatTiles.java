package dev.shopfuse.training.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Native vectors of floats, worked on tile by tile on the heap, see {@link Loops}. */
public final class FloatTiles {
  private FloatTiles() {}

  /** Whether the cells are floats that lie side by side. */
  static boolean isPlain(INDArray array) {
    return array.dataType() == DataType.FLOAT && array.elementWiseStride() == 1;
  }

  /** Returns the cells of a plain array, the first one at 0. Borrows the array's memory. */
  public static FloatPointer start(INDArray array) {
    return new FloatPointer(array.data().pointer()).getPointer(array.offset());
  }

  /** Adds a vector to another of its length. */
  static void add(INDArray target, INDArray other) {
    if (arePlain(target, other)) {
      addScaled(target, 1, other);
    } else {
      target.addi(other.reshape(target.shape()));
    }
  }

  /** Subtracts a vector from another of its length. */
  static void subtract(INDArray target, INDArray other) {
    if (arePlain(target, other)) {
      addScaled(target, -1, other);
    } else {
      target.subi(other.reshape(target.shape()));
    }
  }

  private static boolean arePlain(INDArray target, INDArray other) {
    return isPlain(target) && isPlain(other) && target.length() == other.length();
  }

  private static void addScaled(INDArray target, float factor, INDArray other) {
    float[] cells = new float[Loops.TILE];
    float[] added = new float[Loops.TILE];
    FloatPointer targetCells = start(target);
    FloatPointer otherCells = start(other);
    for (long from = 0; from < target.length(); from += Loops.TILE) {
      int count = (int) Math.min(Loops.TILE, target.length() - from);
      targetCells.position(from).get(cells, 0, count);
      otherCells.position(from).get(added, 0, count);
      Loops.addScaled(cells, 0, factor, added, 0, count);
      targetCells.put(cells, 0, count);
    }
  }
}
