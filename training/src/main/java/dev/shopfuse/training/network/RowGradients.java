package dev.shopfuse.training.network;

import java.util.Arrays;

/**
 * Sums the gradients of one table's rows within a step, one sum per distinct row. Not thread-safe;
 * one per table.
 */
public final class RowGradients {
  private static final int UNTOUCHED = -1;

  private final int width;
  private final int[] slotOfRow;
  private int[] touched = new int[256];
  private double[] sums;
  private int count;

  public RowGradients(EmbeddingTable table) {
    width = table.width();
    slotOfRow = new int[table.rows()];
    Arrays.fill(slotOfRow, UNTOUCHED);
    sums = new double[touched.length * width];
  }

  /** Adds {@code scale * gradient[offset..offset + E)} to the gradient of a row. */
  public void add(int row, double[] gradient, int offset, double scale) {
    int at = slot(row) * width;
    for (int i = 0; i < width; i++) {
      sums[at + i] += scale * gradient[offset + i];
    }
  }

  /** Adds the gradient of a pooled lookup to the rows it pooled. */
  public void addPooled(
      int[] indices, int from, int to, int ignored, double[] gradient, int offset) {
    int count = pooled(indices, from, to, ignored);
    if (count == 0) {
      add(ignored, gradient, offset, 1);
      return;
    }
    for (int j = from; j < to; j++) {
      if (indices[j] != ignored) {
        add(indices[j], gradient, offset, 1.0 / count);
      }
    }
  }

  /** Returns how many of the indices a pooled lookup takes the mean of. */
  static int pooled(int[] indices, int from, int to, int ignored) {
    int count = 0;
    for (int j = from; j < to; j++) {
      count += indices[j] == ignored ? 0 : 1;
    }
    return count;
  }

  /** Returns the number of distinct rows touched since the last {@link #clear}. */
  public int count() {
    return count;
  }

  /** Returns the row of a slot, 0 to {@link #count}, in the order of the first touch. */
  public int row(int slot) {
    return touched[slot];
  }

  /** Returns one component of the summed gradient of a slot. */
  public double sum(int slot, int column) {
    return sums[slot * width + column];
  }

  /** Forgets all sums. Costs what was touched. */
  public void clear() {
    for (int i = 0; i < count; i++) {
      slotOfRow[touched[i]] = UNTOUCHED;
    }
    Arrays.fill(sums, 0, count * width, 0);
    count = 0;
  }

  private int slot(int row) {
    int slot = slotOfRow[row];
    if (slot == UNTOUCHED) {
      slot = count++;
      if (slot == touched.length) {
        touched = Arrays.copyOf(touched, 2 * slot);
        sums = Arrays.copyOf(sums, 2 * slot * width);
      }
      touched[slot] = row;
      slotOfRow[row] = slot;
    }
    return slot;
  }
}
