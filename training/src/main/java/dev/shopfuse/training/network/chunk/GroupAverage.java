package dev.shopfuse.training.network.chunk;

import java.util.Arrays;

/**
 * {@code GroupMeanVertex}: the sum of a group's rows [C*K, H], each times its weight [C, K]. Rows
 * without weight cost nothing.
 */
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
    Arrays.fill(output.cells(), 0, count * width, 0);
    for (int row = 0; row < rows.count(count); row++) {
      float weight = weights.cells()[weights.start() + row];
      if (weight != 0) {
        int to = row / rows.rowsPerGroup() * width;
        int from = rows.start() + row * width;
        Loops.addScaled(output.cells(), to, weight, rows.cells(), from, width);
      }
    }
  }

  @Override
  public void backward(int count) {
    int width = output.columns();
    if (!rows.claimGradient()) {
      int from = rows.start();
      Arrays.fill(rows.gradient(), from, from + rows.count(count) * width, 0);
    }
    for (int row = 0; row < rows.count(count); row++) {
      float weight = weights.cells()[weights.start() + row];
      if (weight != 0) {
        int from = row / rows.rowsPerGroup() * width;
        int to = rows.start() + row * width;
        Loops.addScaled(rows.gradient(), to, weight, output.gradient(), from, width);
      }
    }
  }
}
