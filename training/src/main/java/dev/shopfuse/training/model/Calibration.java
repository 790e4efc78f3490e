package dev.shopfuse.training.model;

/**
 * A straight line on the shop logit that makes its sigmoid a probability that can be believed
 * (Platt, 1999). Immutable.
 *
 * <p>The scale is positive, so the order of shops is what it was.
 *
 * @param scale what the logit is multiplied with; above 0
 * @param shift what is added then
 */
public record Calibration(double scale, double shift) {
  /** Changes nothing. */
  public static final Calibration NONE = new Calibration(1, 0);

  /** Refuses a scale that would turn the order around. */
  public Calibration {
    if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(shift)) {
      throw new IllegalArgumentException(
          "Calibration has scale %s and shift %s; the scale must be above 0, both finite."
              .formatted(scale, shift));
    }
  }

  /** Returns the calibrated probability for a logit. */
  public double probability(double logit) {
    return 1 / (1 + Math.exp(-(scale * logit + shift)));
  }

  /** Returns this calibration followed by another one. */
  public Calibration then(Calibration next) {
    return new Calibration(next.scale * scale, next.scale * shift + next.shift);
  }
}
