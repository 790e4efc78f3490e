package dev.shopfuse.training.evaluate;

/**
 * Log loss and expected calibration error of probabilities against labels. Not thread-safe.
 *
 * <p>The error is that of Naeini et al. (2015) with {@value #BINS} bins of equal width: the mean
 * over the rows of |mean probability - share of positives| of their bin.
 */
final class Calibration {
  static final int BINS = 15;
  private static final double CLOSEST = 1e-7;

  private final long[] rows = new long[BINS];
  private final double[] probabilities = new double[BINS];
  private final double[] labels = new double[BINS];
  private double loss;
  private long count;

  void add(double probability, boolean positive) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    rows[bin]++;
    probabilities[bin] += probability;
    labels[bin] += positive ? 1 : 0;
    double bounded = Math.min(1 - CLOSEST, Math.max(CLOSEST, probability));
    loss -= positive ? Math.log(bounded) : Math.log1p(-bounded);
    count++;
  }

  /** Returns the mean log loss; probabilities count as at least 1e-7 away from 0 and 1. */
  double logLoss() {
    return loss / count;
  }

  /** Returns the expected calibration error. */
  double error() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(probabilities[bin] - labels[bin]);
    }
    return sum / count;
  }
}
