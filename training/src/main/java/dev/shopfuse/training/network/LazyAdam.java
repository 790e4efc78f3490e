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
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double learningRate;
  private final double l2;
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
    this.l2 = l2;
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
    double[] sum = new double[table.width()];
    for (int shard = 0; shard < shards.size(); shard++) {
      RowGradients gradients = shards.get(shard);
      for (int slot = 0; slot < gradients.count(); slot++) {
        int row = gradients.row(slot);
        if (row % parts == part && RowGradients.sumFrom(shards, shard, slot, sum)) {
          updateRow(table, row, sum, rate);
        }
      }
    }
  }

  private void updateRow(EmbeddingTable table, int row, double[] gradients, double rate) {
    float[] cells = table.cells();
    int width = table.width();
    int from = table.start(row);
    for (int i = 0; i < width; i++) {
      int at = from + i;
      double gradient = gradients[i] + l2 * cells[at];
      double first = BETA_1 * cells[at + width] + (1 - BETA_1) * gradient;
      double second = BETA_2 * cells[at + 2 * width] + (1 - BETA_2) * gradient * gradient;
      cells[at] -= (float) (rate * first / (Math.sqrt(second) + EPSILON));
      cells[at + width] = (float) first;
      cells[at + 2 * width] = (float) second;
    }
  }
}
