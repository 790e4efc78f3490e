package dev.shopfuse.sdk.feature;

/** Parsing and checking of numbers; NaN and infinity are refused everywhere. */
final class Numbers {
  private Numbers() {}

  static double parse(String raw) {
    if (!isDecimal(raw)) {
      throw notFinite("\"" + raw + "\"");
    }
    try {
      return finite(Double.parseDouble(raw));
    } catch (NumberFormatException e) {
      throw notFinite("\"" + raw + "\"");
    }
  }

  static double finite(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw notFinite(String.valueOf(value));
    }
    return value;
  }

  static float finite(float value) {
    return (float) finite((double) value);
  }

  /** {@code Double.parseDouble} alone would also take "NaN", "0x1p3", "1f" and spaces. */
  private static boolean isDecimal(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if ("0123456789+-.eE".indexOf(raw.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException notFinite(String value) {
    return new IllegalArgumentException(
        value + " is not a finite decimal number; give one such as 12.5, or leave it empty");
  }
}
