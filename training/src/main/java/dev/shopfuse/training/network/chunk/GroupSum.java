package dev.shopfuse.training.network.chunk;

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
  private float[] repeated = {};

  GroupSum(Rows rows, Rows groups, Rows output, boolean rectifies) {
    this.rows = rows;
    this.groups = groups;
    this.output = output;
    this.rectifies = rectifies;
  }

  @Override
  public void prepare(int count) {
    output.reserve(count, rows.rowsPerGroup());
  }

  @Override
  public void forward(int count) {
    int width = output.columns();
    int all = rows.count(count) * width;
    System.arraycopy(rows.cells(), rows.start(), output.cells(), 0, all);
    Loops.addRectified(output.cells(), repeated(rows.count(count), width), all, rectifies);
  }

  /** Returns for each row the vector of its group; to be read only, until the next call. */
  private float[] repeated(int count, int width) {
    int size = size();
    if (size == 1 && groups.start() == 0) {
      return groups.cells();
    }
    repeated = repeated.length < count * width ? new float[count * width] : repeated;
    for (int row = 0; row < count; row++) {
      int from = groups.start() + row / size * width;
      System.arraycopy(groups.cells(), from, repeated, row * width, width);
    }
    return repeated;
  }

  /** Returns how many rows a vector is added to: where it differs by row, one. */
  private int size() {
    return rows.rowsPerGroup() / groups.rowsPerGroup();
  }

  @Override
  public void backward(int count) {
    int width = output.columns();
    int cells = rows.count(count) * width;
    float[] delta = output.gradient();
    if (rectifies) {
      Rectifier.mask(delta, output.cells(), cells);
    }
    if (rows.claimGradient()) {
      Loops.add(rows.gradient(), rows.start(), delta, 0, cells);
    } else {
      System.arraycopy(delta, 0, rows.gradient(), rows.start(), cells);
    }
    boolean sums = groups.claimGradient();
    int size = size();
    for (int row = 0; row < rows.count(count); row++) {
      int to = groups.start() + row / size * width;
      if (!sums && row % size == 0) {
        System.arraycopy(delta, row * width, groups.gradient(), to, width);
      } else {
        Loops.add(groups.gradient(), to, delta, row * width, width);
      }
    }
  }
}
