package dev.shopfuse.sdk.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row per interval of a number: row = 2 + how many boundaries are at or below the value. Missing
 * numbers are unknown. Immutable.
 */
public final class BoundariesEncoding extends IndexEncoding {
  /** The most boundaries of one feature. */
  public static final int MAX_BOUNDARIES = 100_000;

  static final String KEY = "boundaries";

  private final double[] boundaries;

  private BoundariesEncoding(double[] boundaries) {
    this.boundaries = boundaries;
  }

  /**
   * Returns the encoding by boundaries; n boundaries make n + 1 intervals.
   *
   * @throws IllegalArgumentException unless there is a boundary, and all are finite and ascending
   */
  public static BoundariesEncoding of(double... boundaries) {
    if (boundaries.length < 1 || boundaries.length > MAX_BOUNDARIES) {
      throw new IllegalArgumentException(
          "There are " + boundaries.length + " boundaries; allowed are 1 to " + MAX_BOUNDARIES);
    }
    double[] copy = boundaries.clone();
    for (int i = 0; i < copy.length; i++) {
      // -0.0 and 0.0 are one boundary, whatever the binary search thinks.
      copy[i] = Numbers.finite(copy[i]) + 0.0;
      if (i > 0 && copy[i] <= copy[i - 1]) {
        throw new IllegalArgumentException(
            "Boundary " + copy[i] + " follows " + copy[i - 1] + "; boundaries must ascend");
      }
    }
    return new BoundariesEncoding(copy);
  }

  /** Returns a copy of the boundaries. */
  public double[] boundaries() {
    return boundaries.clone();
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public int rows() {
    return RESERVED_ROWS + boundaries.length + 1;
  }

  @Override
  public int row(@Nullable String raw) {
    return raw == null || raw.isEmpty() ? UNKNOWN_ROW : row(Numbers.parse(raw));
  }

  /**
   * Returns the row of a number.
   *
   * @throws IllegalArgumentException if it is NaN or infinite
   */
  public int row(double value) {
    int found = Arrays.binarySearch(boundaries, Numbers.finite(value) + 0.0);
    return RESERVED_ROWS + (found >= 0 ? found + 1 : -found - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundariesEncoding
        && Arrays.equals(boundaries, ((BoundariesEncoding) other).boundaries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(boundaries);
  }
}
