package dev.shopfuse.training.network.embedding;

import java.util.List;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Updates the rows of embedding tables that a step touches, and no others. Not thread-safe, but the
 * parts of one step may run in parallel.
 */
public abstract sealed class RowOptimizer permits LazyAdam, RowAdagrad {
  private final ISchedule rate;
  private final double l2;
  private long step;
  private float rateNow;

  /**
   * Creates an optimiser.
   *
   * @param rate the step size by step, from 0
   * @param l2 added to a touched row's gradient as {@code l2 * weight}; 0 for none
   * @param step the steps already taken, when a run is continued
   */
  RowOptimizer(ISchedule rate, double l2, long step) {
    this.rate = rate;
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

  /** Begins a step; {@link #update} then serves every part of every table once. */
  public void beginStep() {
    step++;
    double scheduled = rate.valueAt((int) Math.min(step - 1, Integer.MAX_VALUE), 0);
    rateNow = (float) rateOfStep(scheduled);
  }

  /**
   * Applies gradients, summed over shards in their order, to touched rows of a table.
   *
   * @param shards the gradients of one step, one a worker
   * @param part which part of the touched rows, below {@code parts}; parts may run in parallel
   */
  public void update(EmbeddingTable table, List<RowGradients> shards, int part, int parts) {
    float[] sum = new float[table.width()];
    for (int shard = 0; shard < shards.size(); shard++) {
      RowGradients gradients = shards.get(shard);
      int first = boundary(gradients.count(), part, parts);
      int[] rows = gradients.rows(first, boundary(gradients.count(), part + 1, parts));
      for (int i = 0; i < rows.length; i++) {
        if (i % EmbeddingTable.READ_AHEAD == 0) {
          // Overwritten in the next line; but for it the reads would go.
          sum[0] = table.readAhead(rows, i, table.storedWidth());
        }
        if (RowGradients.sumFrom(shards, shard, first + i, sum)) {
          int from = table.start(rows[i]);
          penalise(table.cells(), from, sum);
          updateRow(table, from, sum, rateNow);
        }
      }
    }
  }

  private static int boundary(int count, int part, int parts) {
    return (int) ((long) count * part / parts);
  }

  private void penalise(float[] cells, int from, float[] gradient) {
    for (int i = 0; l2 > 0 && i < gradient.length; i++) {
      gradient[i] += (float) l2 * cells[from + i];
    }
  }

  /** Returns the size of this step from the rate of the schedule. */
  double rateOfStep(double scheduled) {
    return scheduled;
  }

  /** Updates the row that begins at a cell. */
  abstract void updateRow(EmbeddingTable table, int from, float[] gradient, float rateNow);
}
