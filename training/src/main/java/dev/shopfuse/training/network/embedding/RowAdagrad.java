package dev.shopfuse.training.network.embedding;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adagrad with one sum a row (Duchi et al. 2011; the row-wise variant of large recommenders): the
 * mean square of a row's gradient is added up, and its weights move by {@code rate * gradient /
 * sqrt(sum)}. The sum is kept in the first cell of the second moment.
 */
public final class RowAdagrad extends RowOptimizer {
  private static final double EPSILON = 1e-8;

  /**
   * Creates the optimiser.
   *
   * @param rate the step size by step, from 0
   * @param l2 added to a touched row's gradient as {@code l2 * weight}; 0 for none
   * @param step the steps already taken, when a run is continued
   */
  public RowAdagrad(ISchedule rate, double l2, long step) {
    super(rate, l2, step);
  }

  @Override
  void updateRow(EmbeddingTable table, int from, float[] gradient, float rateNow) {
    float[] cells = table.cells();
    int width = gradient.length;
    double squares = 0;
    for (double cell : gradient) {
      squares += cell * cell;
    }
    int at = from + 2 * width;
    double sum = cells[at] + squares / width;
    cells[at] = (float) sum;
    double scale = rateNow / (Math.sqrt(sum) + EPSILON);
    for (int i = 0; i < width; i++) {
      cells[from + i] -= (float) (scale * gradient[i]);
    }
  }
}
