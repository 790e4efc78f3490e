package dev.shopfuse.training.network.embedding;

import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam on the touched rows of embedding tables (Kingma and Ba, 2015; the lazy variant): a row that
 * had no gradient in a step keeps its weights and moments to the bit.
 *
 * <p>Bias is corrected by the number of steps of the whole run. An optional L2 penalty pulls on
 * touched rows only. On request a row catches up when it is touched again: its moments fade and its
 * weights move as dense Adam would have faded and moved them in the k steps without a gradient,
 * with the present rate. With {@code r = beta1 / sqrt(beta2)} that is a move by {@code rate * m /
 * sqrt(v) * r (1 - r^k) / (1 - r)}, and {@code m beta1^k, v beta2^k} remain.
 */
public final class LazyAdam extends RowOptimizer {
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final double FADING = BETA_1 / Math.sqrt(BETA_2);

  private final boolean catchesUp;

  /**
   * Creates the optimiser.
   *
   * @param rate the step size by step, from 0
   * @param l2 added to a touched row's gradient as {@code l2 * weight}; 0 for none
   * @param catchesUp whether rows make up for the steps they were not touched in
   * @param step the steps already taken, when a run is continued
   */
  public LazyAdam(ISchedule rate, double l2, boolean catchesUp, long step) {
    super(rate, l2, step);
    this.catchesUp = catchesUp;
  }

  /** Creates the optimiser with a constant rate; rows do not catch up. */
  public LazyAdam(double learningRate, double l2, long step) {
    this(new FixedSchedule(learningRate), l2, false, step);
  }

  @Override
  double rateOfStep(double scheduled) {
    double steps = (double) step();
    return scheduled * Math.sqrt(1 - Math.pow(BETA_2, steps)) / (1 - Math.pow(BETA_1, steps));
  }

  @Override
  void updateRow(EmbeddingTable table, int from, float[] gradients, float rateNow) {
    float[] cells = table.cells();
    int width = gradients.length;
    if (catchesUp) {
      catchUp(cells, from, width, step() - 1 - table.lastStep(from), rateNow);
      table.touch(from, step());
    }
    int first = from + width;
    int second = first + width;
    for (int i = 0; i < width; i++) {
      float gradient = gradients[i];
      float mean = BETA_1 * cells[first + i] + (1 - BETA_1) * gradient;
      float square = BETA_2 * cells[second + i] + (1 - BETA_2) * gradient * gradient;
      cells[from + i] -= rateNow * mean / ((float) Math.sqrt(square) + EPSILON);
      cells[first + i] = mean;
      cells[second + i] = square;
    }
  }

  private static void catchUp(float[] cells, int from, int width, long skipped, double rateNow) {
    double steps = (double) skipped;
    double moves = rateNow * FADING * (1 - Math.pow(FADING, steps)) / (1 - FADING);
    double firstFades = Math.pow(BETA_1, steps);
    double secondFades = Math.pow(BETA_2, steps);
    for (int at = from; skipped > 0 && at < from + width; at++) {
      double second = cells[at + 2 * width];
      cells[at] -= (float) (moves * cells[at + width] / (Math.sqrt(second) + EPSILON));
      cells[at + width] *= (float) firstFades;
      cells[at + 2 * width] = (float) (second * secondFades);
    }
  }
}
