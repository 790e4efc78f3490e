package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.Loops;
import dev.shopfuse.training.network.Rectifier;

/**
 * {@code GroupAddVertex} and {@code GroupRectifierVertex}: one vector a group, [C, H], is added to
 * every row of the group, [C*G, H], and the sum rectified or not.
 */
final class GroupSum implements Operation {
  private final Rows rows;
  private final Rows groups;
  private final Rows output;
  private final boolean rectifies;
  private final int tileRows;

  /** A tile of rows and vectors added up. */
  private final float[] sums;

  /** A tile of what is to be added to them. */
  private final float[] part;

  GroupSum(Rows rows, Rows groups, Rows output, boolean rectifies) {
    this.rows = rows;
    this.groups = groups;
    this.output = output;
    this.rectifies = rectifies;
    tileRows = Loops.tileRows(output.columns());
    sums = new float[tileRows * output.columns()];
    part = new float[sums.length];
  }

  @Override
  public void prepare(int count) {
    output.reserve(count, rows.rowsPerGroup());
  }

  @Override
  public void forward(int count) {
    int width = output.columns();
    int all = rows.count(count);
    for (int from = 0; from < all; from += tileRows) {
      int cells = Math.min(tileRows, all - from) * width;
      System.arraycopy(rows.cells(), rows.start() + from * width, sums, 0, cells);
      for (int at = 0; at < cells; at += width) {
        int vector = (from + at / width) / size();
        System.arraycopy(groups.cells(), groups.start() + vector * width, part, at, width);
      }
      Loops.addRectified(sums, part, cells, rectifies);
      System.arraycopy(sums, 0, output.cells(), from * width, cells);
    }
  }

  /** Returns to how many rows a vector is added: where it differs by row, one. */
  private int size() {
    return rows.rowsPerGroup() / groups.rowsPerGroup();
  }

  @Override
  public void backward(int count) {
    int cells = rows.count(count) * output.columns();
    float[] delta = output.gradient();
    if (rectifies) {
      Rectifier.mask(delta, output.cells(), cells);
    }
    rows.giveGradient(delta, cells);
    giveSums(delta, groups.count(count), groups.claimGradient());
  }

  /** Gives each vector the sum of the gradients of its rows. */
  private void giveSums(float[] delta, int vectors, boolean adds) {
    int width = output.columns();
    for (int from = 0; from < vectors; from += tileRows) {
      int cells = Math.min(tileRows, vectors - from) * width;
      int to = groups.start() + from * width;
      if (adds) {
        System.arraycopy(groups.gradient(), to, sums, 0, cells);
      } else {
        gather(delta, from, 0, sums, cells);
      }
      for (int member = adds ? 0 : 1; member < size(); member++) {
        gather(delta, from, member, part, cells);
        Loops.add(sums, 0, part, 0, cells);
      }
      System.arraycopy(sums, 0, groups.gradient(), to, cells);
    }
  }

  /** Copies, for some vectors from {@code from} on, the row that is this member of its group. */
  private void gather(float[] delta, int from, int member, float[] target, int cells) {
    int width = output.columns();
    for (int at = 0; at < cells; at += width) {
      int row = (from + at / width) * size() + member;
      System.arraycopy(delta, row * width, target, at, width);
    }
  }
}
