package dev.shopfuse.sdk.internal;

/** Bytes as hex digits, in lower case. Thread-safe. */
public final class Hex {
  private static final String DIGITS = "0123456789abcdef";

  private Hex() {}

  /** Returns two hex digits for each byte. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      text.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return text.toString();
  }

  /**
   * Returns the bytes of a text.
   *
   * @throws IllegalArgumentException if it is not what {@link #encode} gives
   */
  public static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0 || text.length() % 2 != 0) {
        throw new IllegalArgumentException("\"" + text + "\" is not an even number of hex digits");
      }
      bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
    }
    return bytes;
  }
}
