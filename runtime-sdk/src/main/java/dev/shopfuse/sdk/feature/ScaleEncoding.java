package dev.shopfuse.sdk.feature;

import org.jspecify.annotations.Nullable;

/**
 * A number brought to mean 0 and deviation 1: (f(value) - mean) / deviation, where f is the
 * identity or the sign-keeping logarithm sign(v)·ln(1 + |v|). A missing number becomes 0, the mean.
 * Immutable.
 */
public final class ScaleEncoding extends Encoding {
  static final String Z_SCORE = "z_score";
  static final String LOG = "log";

  private final boolean log;
  private final double mean;
  private final double deviation;

  private ScaleEncoding(boolean log, double mean, double deviation) {
    this.log = log;
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * Returns the encoding with a mean and a standard deviation, both taken after the logarithm if
   * there is one.
   *
   * @throws IllegalArgumentException unless mean is finite and deviation finite and above 0
   */
  public static ScaleEncoding of(boolean log, double mean, double deviation) {
    Numbers.finite(mean);
    if (!(Numbers.finite(deviation) > 0)) {
      throw new IllegalArgumentException(
          "Deviation is " + deviation + "; it must be above 0, use 1 for a constant column");
    }
    return new ScaleEncoding(log, mean, deviation);
  }

  /** Returns sign(v)·ln(1 + |v|), the logarithm this encoding applies before it scales. */
  public static double signedLog(double value) {
    return Math.copySign(Math.log1p(Math.abs(value)), value);
  }

  /** Returns whether the logarithm is taken first. */
  public boolean log() {
    return log;
  }

  /** Returns the mean that becomes 0. */
  public double mean() {
    return mean;
  }

  /** Returns the deviation that becomes 1. */
  public double deviation() {
    return deviation;
  }

  @Override
  public String key() {
    return log ? LOG : Z_SCORE;
  }

  /**
   * Returns the scaled number; null and the empty string give 0.
   *
   * @throws IllegalArgumentException if the text is not a finite decimal number
   */
  public float scale(@Nullable String raw) {
    return raw == null || raw.isEmpty() ? 0f : scale(Numbers.parse(raw));
  }

  /**
   * Returns the scaled number.
   *
   * @throws IllegalArgumentException if it is NaN or infinite, or becomes so
   */
  public float scale(double value) {
    double number = log ? signedLog(Numbers.finite(value)) : Numbers.finite(value);
    return Numbers.finite((float) ((number - mean) / deviation));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ScaleEncoding)) {
      return false;
    }
    ScaleEncoding that = (ScaleEncoding) other;
    return log == that.log
        && Double.compare(mean, that.mean) == 0
        && Double.compare(deviation, that.deviation) == 0;
  }

  @Override
  public int hashCode() {
    return Double.valueOf(mean).hashCode() * 31 + Double.valueOf(deviation).hashCode();
  }
}
