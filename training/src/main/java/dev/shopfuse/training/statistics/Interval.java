package dev.shopfuse.training.statistics;

/**
 * An estimate with its 95 % interval. Immutable.
 *
 * @param value the estimate
 * @param low the 2.5th percentile of its bootstrap distribution
 * @param high the 97.5th percentile
 */
public record Interval(double value, double low, double high) {
  /** Returns whether zero lies outside, so that the sign can be believed. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
