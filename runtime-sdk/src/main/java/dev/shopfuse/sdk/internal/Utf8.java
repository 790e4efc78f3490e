package dev.shopfuse.sdk.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 that refuses what it cannot represent, instead of replacing it. Thread-safe. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Encodes text as UTF-8.
   *
   * @throws IllegalArgumentException if the text holds an unpaired surrogate
   */
  public static byte[] encode(String text) {
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Text \"" + text + "\" is no complete Unicode text", e);
    }
  }

  /**
   * Decodes the remaining bytes as UTF-8 and consumes them.
   *
   * @throws IllegalArgumentException if the bytes are not UTF-8
   */
  public static String decode(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    // Nearly all text is plain, and a decoder takes ten times its memory.
    return isAscii(copy) ? new String(copy, StandardCharsets.US_ASCII) : decodeStrictly(copy);
  }

  private static boolean isAscii(byte[] bytes) {
    int all = 0;
    for (byte each : bytes) {
      all |= each;
    }
    return all >= 0;
  }

  private static String decodeStrictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Bytes are not UTF-8 text", e);
    }
  }
}
