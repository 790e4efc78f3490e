package dev.shopfuse.training.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How far probabilities can be believed: log loss, expected calibration error, and the bins of a
 * reliability diagram. Not thread-safe.
 *
 * <p>The error is that of Naeini et al. (2015) with {@value #BINS} bins of equal width: the mean
 * over the rows of |mean probability - share of positives| of their bin.
 */
public final class Reliability {
  static final int BINS = 15;
  private static final double CLOSEST = 1e-7;

  private final long[] rows = new long[BINS];
  private final double[] probabilities = new double[BINS];
  private final long[] positives = new long[BINS];
  private double loss;
  private long count;

  /**
   * One bin that holds rows.
   *
   * @param rows how many
   * @param meanProbability what was predicted for them
   * @param positiveShare what came true
   */
  public record Bin(long rows, double meanProbability, double positiveShare) {}

  /** Adds one row. */
  public void add(double probability, boolean positive) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    rows[bin]++;
    probabilities[bin] += probability;
    positives[bin] += positive ? 1 : 0;
    double bounded = Math.min(1 - CLOSEST, Math.max(CLOSEST, probability));
    loss -= positive ? Math.log(bounded) : Math.log1p(-bounded);
    count++;
  }

  /** Returns the mean log loss; probabilities count as at least 1e-7 away from 0 and 1. */
  public double logLoss() {
    return loss / count;
  }

  /** Returns the expected calibration error. */
  public double error() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(probabilities[bin] - positives[bin]);
    }
    return sum / count;
  }

  /** Returns the bins that hold rows, by rising probability. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (rows[bin] > 0) {
        bins.add(
            new Bin(
                rows[bin], probabilities[bin] / rows[bin], (double) positives[bin] / rows[bin]));
      }
    }
    return bins;
  }
}
