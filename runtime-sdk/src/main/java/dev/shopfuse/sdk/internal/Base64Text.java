package dev.shopfuse.sdk.internal;

import java.util.Arrays;

/**
 * Base64 as in RFC 4648, with padding. Thread-safe.
 *
 * <p>Our own few lines, since {@code java.util.Base64} came to Android with API 26 only. Each byte
 * string has exactly one accepted text: no line breaks, no spare bits.
 */
public final class Base64Text {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] VALUES = values();

  private Base64Text() {}

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < DIGITS.length(); i++) {
      values[DIGITS.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Returns the bytes as text. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length + 2) / 3 * 4);
    for (int i = 0; i < bytes.length; i += 3) {
      int present = Math.min(3, bytes.length - i);
      int group = (bytes[i] & 255) << 16;
      group |= present > 1 ? (bytes[i + 1] & 255) << 8 : 0;
      group |= present > 2 ? bytes[i + 2] & 255 : 0;
      for (int j = 0; j < 4; j++) {
        text.append(j > present ? '=' : DIGITS.charAt((group >> (18 - 6 * j)) & 63));
      }
    }
    return text.toString();
  }

  /**
   * Returns the bytes of a text.
   *
   * @throws IllegalArgumentException if the text is not what {@link #encode} gives
   */
  public static byte[] decode(String text) {
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    if (text.length() % 4 != 0) {
      throw new IllegalArgumentException(
          "Base64 text has " + text.length() + " characters, not a multiple of 4");
    }
    byte[] bytes = new byte[text.length() / 4 * 3 - padding];
    int written = 0;
    int bits = 0;
    for (int i = 0; i < text.length() - padding; i++) {
      bits = bits << 6 | value(text, i);
      if (i % 4 != 0) {
        bytes[written++] = (byte) (bits >> (6 - 2 * (i % 4)));
      }
    }
    int spare = padding == 0 ? 0 : bits & (padding == 1 ? 3 : 15);
    if (spare != 0) {
      throw new IllegalArgumentException("Base64 text ends with spare bits that are set");
    }
    return bytes;
  }

  private static int value(String text, int position) {
    char c = text.charAt(position);
    int value = c < VALUES.length ? VALUES[c] : -1;
    if (value < 0) {
      throw new IllegalArgumentException(
          "Base64 text has the character \"" + c + "\" at position " + position);
    }
    return value;
  }
}
