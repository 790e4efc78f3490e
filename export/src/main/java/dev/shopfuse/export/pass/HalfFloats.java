package dev.shopfuse.export.pass;

/** IEEE 754 binary16 numbers, which Java 17 has no conversion for. */
final class HalfFloats {
  /** The largest finite number. */
  static final float MAX = 65504;

  private static final int SMALLEST_NORMAL_EXPONENT = -14;
  private static final int FRACTION_BITS = 10;

  private HalfFloats() {}

  /**
   * Returns the nearest number, ties to even.
   *
   * @throws IllegalArgumentException if the value is not finite or above {@link #MAX}
   */
  static short of(float value) {
    float size = Math.abs(value);
    // Half a step above the maximum would round to infinity.
    if (!(size < MAX + 16)) {
      throw new IllegalArgumentException(
          value + " is no finite number of 16 bits, which end at " + MAX);
    }
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    int exponent = Math.max(Math.getExponent(size), SMALLEST_NORMAL_EXPONENT);
    // The number as a count of its steps: exact in double, and rint rounds ties to even.
    int steps = (int) Math.rint(Math.scalb((double) size, FRACTION_BITS - exponent));
    // A normal number has its leading bit on top of the exponent's field, whence the + of both.
    int biased = exponent - SMALLEST_NORMAL_EXPONENT;
    return (short) (sign | (biased << FRACTION_BITS) + steps);
  }

  /** Returns the least number that is not below a value of 0 or more. */
  static short atLeast(float value) {
    short nearest = of(value);
    return toFloat(nearest) < value ? (short) (nearest + 1) : nearest;
  }

  /** Returns the same number as a float. */
  static float toFloat(short half) {
    int biased = half >>> FRACTION_BITS & 0x1f;
    int fraction = half & 0x3ff;
    int steps = biased == 0 ? fraction : fraction | 0x400;
    float size =
        Math.scalb(
            (float) steps, Math.max(biased, 1) - 1 + SMALLEST_NORMAL_EXPONENT - FRACTION_BITS);
    return half < 0 ? -size : size;
  }
}
