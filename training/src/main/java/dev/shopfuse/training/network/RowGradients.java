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
