package dev.shopfuse.training.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A piece of a model's state that fits into a message. Immutable; its arrays are not copied. */
public final class StateBlock implements Serializable {
  private static final long serialVersionUID = 1;

  private final BlockKey key;
  private final int[] rows;
  private final float[] cells;

  /**
   * Creates a block.
   *
   * @param key which piece
   * @param rows rows of a table, ascending; empty for a piece of the towers
   * @param cells of a table all that is stored of these rows, one after the other
   */
  StateBlock(BlockKey key, int[] rows, float[] cells) {
    this.key = key;
    this.rows = rows;
    this.cells = cells;
  }

  /** Returns which piece it is. */
  public BlockKey key() {
    return key;
  }

  int[] rows() {
    return rows;
  }

  float[] cells() {
    return cells;
  }

  /**
   * Merges what several trained from one beginning. Towers are averaged. A row is averaged over
   * those that changed it, weights and moments, so that a row only one of them met keeps all it
   * learned; the step that touched it last is the latest.
   *
   * @param blocks of one key; their order decides the rounding of the sums
   */
  public static StateBlock merge(List<StateBlock> blocks) {
    StateBlock first = blocks.get(0);
    if (blocks.size() == 1) {
      return first;
    }
    return first.key.part() < BlockKey.TABLES ? average(blocks) : mergeRows(blocks);
  }

  private static StateBlock average(List<StateBlock> blocks) {
    StateBlock first = blocks.get(0);
    float[] mean = new float[first.cells.length];
    for (int cell = 0; cell < mean.length; cell++) {
      double sum = 0;
      for (StateBlock block : blocks) {
        sum += block.cells[cell];
      }
      mean[cell] = (float) (sum / blocks.size());
    }
    return new StateBlock(first.key, first.rows, mean);
  }

  private static StateBlock mergeRows(List<StateBlock> blocks) {
    StateBlock first = blocks.get(0);
    int width = first.cells.length / first.rows.length;
    int[] rows =
        blocks.stream()
            .flatMapToInt(block -> Arrays.stream(block.rows))
            .sorted()
            .distinct()
            .toArray();
    float[] cells = new float[rows.length * width];
    double[] sums = new double[width];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(sums, 0);
      int count = 0;
      for (StateBlock block : blocks) {
        int at = Arrays.binarySearch(block.rows, rows[i]);
        if (at >= 0) {
          block.addTo(sums, at * width);
          count++;
        }
      }
      for (int cell = 0; cell < width - 1; cell++) {
        cells[i * width + cell] = (float) (sums[cell] / count);
      }
      cells[(i + 1) * width - 1] = (float) sums[width - 1];
    }
    return new StateBlock(first.key, rows, cells);
  }

  /** Adds a row, but takes the latest of the step in its last cell. */
  private void addTo(double[] sums, int from) {
    int last = sums.length - 1;
    for (int cell = 0; cell < last; cell++) {
      sums[cell] += cells[from + cell];
    }
    sums[last] = Math.max(sums[last], cells[from + last]);
  }
}
