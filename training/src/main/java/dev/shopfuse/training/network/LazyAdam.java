package dev.shopfuse.training.network;

import java.util.List;

/**
 * Adam on the touched rows of embedding tables (Kingma and Ba, 2015; the lazy variant): a row that
 * had no gradient in a step keeps its weights and moments to the bit.
 *
 * <p>Bias is corrected by the number of steps of the whole run. An optional L2 penalty pulls on
 * touched rows only. Not thread-safe.
 */
public final class LazyAdam {
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private static final int BLOCK = 32;

  private final double learningRate;
  private final float l2;
  private long step;

  /**
   * Creates the optimiser.
   *
   * @param learningRate the step size
   * @param l2 added to a touched row's gradient as {@code l2 * weight}; 0 for none
   * @param step the steps already taken, when a run is continued
   */
  public LazyAdam(double learningRate, double l2, long step) {
    this.learningRate = learningRate;
    this.l2 = (float) l2;
    this.step = step;
  }

  /** Returns the number of steps taken. */
  public long step() {
    return step;
  }

  /** Goes back, or on, to a number of steps; the tables must be restored with it. */
  public void restore(long steps) {
    step = steps;
  }

  /** Begins a step; {@link #update} then serves every table once. */
  public void beginStep() {
    step++;
  }

  /**
   * Applies gradients, summed over shards in their order, to touched rows of a table.
   *
   * @param shards the gradients of one step, one a worker
   * @param part only rows whose number modulo {@code parts} is this; parts may run in parallel
   */
  public void update(EmbeddingTable table, List<RowGradients> shards, int part, int parts) {
    double steps = (double) step;
    double rate =
        learningRate * Math.sqrt(1 - Math.pow(BETA_2, steps)) / (1 - Math.pow(BETA_1, steps));
    float[] sum = new float[table.width()];
    for (int shard = 0; shard < shards.size(); shard++) {
      RowGradients gradients = shards.get(shard);
      for (int slot = 0; slot < gradients.count(); slot++) {
        if (slot % BLOCK == 0) {
          sum[0] = touch(table, gradients, slot, part, parts); // kept, or the reads would go
        }
        int row = gradients.row(slot);
        if (row % parts == part && RowGradients.sumFrom(shards, shard, slot, sum)) {
          updateRow(table, row, sum, (float) rate);
        }
      }
    }
  }

  /**
   * Reads from every row of the next block. Rows of a large table are not in the cache, and reads
   * that do not depend on each other wait for memory together.
   */
  private static float touch(
      EmbeddingTable table, RowGradients gradients, int from, int part, int parts) {
    float[] cells = table.cells();
    int width = table.width();
    float sum = 0;
    for (int slot = from; slot < Math.min(from + BLOCK, gradients.count()); slot++) {
      int row = gradients.row(slot);
      if (row % parts == part) {
        int start = table.start(row);
        sum += cells[start] + cells[start + width] + cells[start + 2 * width];
      }
    }
    return sum;
  }

  private void updateRow(EmbeddingTable table, int row, float[] gradients, float rate) {
    float[] cells = table.cells();
    int width = gradients.length;
    int weight = table.start(row);
    int first = weight + width;
    int second = first + width;
    for (int i = 0; i < width; i++) {
      float gradient = gradients[i] + l2 * cells[weight + i];
      float mean = BETA_1 * cells[first + i] + (1 - BETA_1) * gradient;
      float square = BETA_2 * cells[second + i] + (1 - BETA_2) * gradient * gradient;
      cells[weight + i] -= rate * mean / ((float) Math.sqrt(square) + EPSILON);
      cells[first + i] = mean;
      cells[second + i] = square;
    }
  }
}
