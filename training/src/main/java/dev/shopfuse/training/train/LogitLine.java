package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.ScoredPairs;
import dev.shopfuse.training.model.Calibration;
import java.util.function.IntPredicate;

/**
 * Fits the line of a {@link Calibration} by Newton's method on the log loss, with Platt's (1999)
 * smoothed targets, so that few pairs cannot drive it to extremes. Not thread-safe.
 */
final class LogitLine {
  private static final int STEPS = 50;
  private static final double CLOSE = 1e-10;

  /** A float32 probability of 1 hides any logit above this one. */
  private static final double MOST = 16.6;

  /**
   * Below it shops whose logits differ by less than about 1e-4 would get one float32 probability
   * (steps of 6e-8 below 1, where the sigmoid rises by at most 1/4), so the order would suffer; and
   * so flat a line says that the scores tell nothing about visits.
   */
  private static final double LEAST_SCALE = 1e-3;

  private final ScoredPairs pairs;
  private final IntPredicate chosen;
  private final boolean hasBoth;
  private final double positiveTarget;
  private final double negativeTarget;

  private LogitLine(ScoredPairs pairs, IntPredicate chosen) {
    this.pairs = pairs;
    this.chosen = chosen;
    int positives = 0;
    int negatives = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (chosen.test(pair)) {
        positives += pairs.visited(pair) ? 1 : 0;
        negatives += pairs.visited(pair) ? 0 : 1;
      }
    }
    hasBoth = positives > 0 && negatives > 0;
    positiveTarget = (positives + 1.0) / (positives + 2.0);
    negativeTarget = 1.0 / (negatives + 2.0);
  }

  /**
   * Fits to some pairs.
   *
   * @return {@link Calibration#NONE} if the line that fits best does not rise or is almost flat, or
   *     if visited or unvisited pairs are missing, which any flat line would fit
   */
  static Calibration fit(ScoredPairs pairs, IntPredicate chosen) {
    LogitLine line = new LogitLine(pairs, chosen);
    return line.hasBoth ? line.fit() : Calibration.NONE;
  }

  /** Returns the logit of a pair's probability, which came from float32. */
  static double logit(ScoredPairs pairs, int pair) {
    double probability = pairs.probability(pair);
    return Math.max(-40, Math.min(MOST, Math.log(probability) - Math.log1p(-probability)));
  }

  private Calibration fit() {
    double scale = 1;
    double shift = 0;
    double loss = loss(scale, shift);
    for (int step = 0; step < STEPS; step++) {
      double[] move = move(scale, shift);
      double length = 1;
      double next = loss(scale - move[0], shift - move[1]);
      while (!(next <= loss) && length > CLOSE) {
        length /= 2;
        next = loss(scale - length * move[0], shift - length * move[1]);
      }
      if (!(next < loss - CLOSE)) {
        break;
      }
      scale -= length * move[0];
      shift -= length * move[1];
      loss = next;
    }
    return scale >= LEAST_SCALE ? new Calibration(scale, shift) : Calibration.NONE;
  }

  /** Newton's step: the inverse Hessian times the gradient. */
  private double[] move(double scale, double shift) {
    double gradientScale = 0;
    double gradientShift = 0;
    double curve = 1e-12;
    double mixed = 0;
    double weights = 1e-12;
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (chosen.test(pair)) {
        double logit = logit(pairs, pair);
        double probability = 1 / (1 + Math.exp(-(scale * logit + shift)));
        double error = probability - target(pair);
        double weight = probability * (1 - probability);
        gradientScale += error * logit;
        gradientShift += error;
        curve += weight * logit * logit;
        mixed += weight * logit;
        weights += weight;
      }
    }
    double determinant = curve * weights - mixed * mixed;
    return new double[] {
      (weights * gradientScale - mixed * gradientShift) / determinant,
      (curve * gradientShift - mixed * gradientScale) / determinant
    };
  }

  private double loss(double scale, double shift) {
    double sum = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (chosen.test(pair)) {
        double logit = scale * logit(pairs, pair) + shift;
        // log(1 + e^x) without overflow.
        sum += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - target(pair) * logit;
      }
    }
    return sum;
  }

  private double target(int pair) {
    return pairs.visited(pair) ? positiveTarget : negativeTarget;
  }
}
