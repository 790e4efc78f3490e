package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.Loops;

/** {@code GroupMeanVertex}: the sum of a group's rows [C*K, H], each times its weight [C, K]. */
final class GroupAverage implements Operation {
  private final Rows rows;
  private final Rows weights;
  private final Rows output;

  GroupAverage(Rows rows, Rows weights, Rows output) {
    this.rows = rows;
    this.weights = weights;
    this.output = output;
  }

  @Override
  public void prepare(int count) {
    output.reserve(count, 1);
  }

  @Override
  public void forward(int count) {
    int width = output.columns();
    for (int row = 0; row < rows.count(count); row++) {
      float weight = weights.cells()[weights.start() + row];
      int to = row / rows.rowsPerGroup() * width;
      int from = rows.start() + row * width;
      if (row % rows.rowsPerGroup() == 0) {
        Loops.copyScaled(output.cells(), to, weight, rows.cells(), from, width);
      } else if (weight != 0) {
        Loops.addScaled(output.cells(), to, weight, rows.cells(), from, width);
      }
    }
  }

  @Override
  public void backward(int count) {
    int width = output.columns();
    boolean adds = rows.claimGradient();
    for (int row = 0; row < rows.count(count); row++) {
      float weight = weights.cells()[weights.start() + row];
      int from = row / rows.rowsPerGroup() * width;
      int to = rows.start() + row * width;
      if (!adds) {
        Loops.copyScaled(rows.gradient(), to, weight, output.gradient(), from, width);
      } else if (weight != 0) {
        Loops.addScaled(rows.gradient(), to, weight, output.gradient(), from, width);
      }
    }
  }
}
