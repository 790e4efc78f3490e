package dev.shopfuse.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {
  /** The vectors that circulate with the reference implementation. */
  @ParameterizedTest
  @CsvSource({
    "'', 0, 0",
    "'', 1, 514e28b7",
    "'', ffffffff, 81f16f39",
    "test, 0, ba6bd213",
    "test, 9747b28c, 704b81dc",
    "'Hello, world!', 0, c0363e43",
    "'Hello, world!', 9747b28c, 24884cba",
    "The quick brown fox jumps over the lazy dog, 0, 2e4ff723",
    "The quick brown fox jumps over the lazy dog, 9747b28c, 2fa826cd",
    "aaaa, 9747b28c, 5a97808a",
    "aaa, 9747b28c, 283e0130",
    "aa, 9747b28c, 5d211726",
    "a, 9747b28c, 7fa09ea6",
    "\u03c0\u03c0\u03c0\u03c0\u03c0\u03c0\u03c0\u03c0, 9747b28c, d58063c1"
  })
  void hash32_publishedVector_givesPublishedHash(String text, String seed, String expected) {
    int hash = Murmur3.hash32(Utf8.encode(text), Integer.parseUnsignedInt(seed, 16));
    assertThat(Integer.toHexString(hash)).isEqualTo(expected);
  }
}
