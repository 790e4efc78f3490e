package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.Loops;
import dev.shopfuse.training.network.RowBuffer;

/**
 * What one vertex puts out for a chunk of groups, row after row on the heap, where loops become
 * vector instructions, and the gradient of the loss with respect to it. Not thread-safe.
 */
final class Rows {
  private int columns;
  private int rowsPerGroup;
  private float[] cells = {};
  private float[] gradient = {};
  private int firstRow;
  private boolean isBatch;
  private boolean hasGradient;

  Rows(int columns) {
    this.columns = columns;
  }

  int columns() {
    return columns;
  }

  /** Makes room for the rows of so many groups. */
  void reserve(int groups, int perGroup) {
    rowsPerGroup = perGroup;
    int size = groups * perGroup * columns;
    if (cells.length < size) {
      cells = new float[size];
      gradient = new float[size];
    }
  }

  /** Takes the rows of a whole batch instead, of which each chunk sees its own. */
  void set(RowBuffer batch, int groups) {
    isBatch = true;
    columns = batch.width();
    rowsPerGroup = batch.rows() / groups;
    cells = batch.floats();
    if (gradient.length != cells.length) {
      gradient = new float[cells.length];
    }
  }

  /** Begins a chunk: rows are new, there is no gradient yet. */
  void begin(int firstGroup) {
    firstRow = isBatch ? firstGroup * rowsPerGroup : 0;
    hasGradient = false;
  }

  /** Returns the rows that so many groups have. */
  int count(int groups) {
    return groups * rowsPerGroup;
  }

  int rowsPerGroup() {
    return rowsPerGroup;
  }

  /** Returns where the chunk begins in {@link #cells} and {@link #gradient}. */
  int start() {
    return firstRow * columns;
  }

  float[] cells() {
    return cells;
  }

  float[] gradient() {
    return gradient;
  }

  /**
   * Returns whether an earlier part of this backward pass has given a gradient, to which the caller
   * must add. From now on there is one.
   */
  boolean claimGradient() {
    boolean had = hasGradient;
    hasGradient = true;
    return had;
  }

  /** Gives the chunk's first cells a gradient, beside what they have been given before. */
  void giveGradient(float[] delta, int count) {
    if (claimGradient()) {
      Loops.add(gradient, start(), delta, 0, count);
    } else {
      System.arraycopy(delta, 0, gradient, start(), count);
    }
  }
}
