package dev.shopfuse.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void hex_partsOfAnySize_isThatOfTheWhole() throws Exception {
    Random random = new Random(7);
    byte[] bytes = new byte[40_000];
    random.nextBytes(bytes);
    String expected = Hex.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    for (int most : new int[] {1, 9, 4_095, 4_096, 4_097, 50_000}) {
      Sha256 digest = new Sha256();
      for (int from = 0; from < bytes.length; ) {
        int length = Math.min(bytes.length - from, 1 + random.nextInt(most));
        addPart(digest, bytes, from, length, random.nextInt(3));
        from += length;
      }
      assertThat(digest.hex()).as("parts of at most %d bytes", most).isEqualTo(expected);
    }
  }

  private static void addPart(Sha256 digest, byte[] bytes, int from, int length, int form) {
    if (form == 0) {
      digest.add(bytes, from, length);
    } else if (form == 1) {
      digest.add(ByteBuffer.wrap(bytes, from, length));
    } else if (length >= Long.BYTES) {
      digest.add(ByteBuffer.wrap(bytes, from, length).getLong());
      digest.add(bytes, from + Long.BYTES, length - Long.BYTES);
    } else {
      digest.add(Arrays.copyOfRange(bytes, from, from + length));
    }
  }

  @Test
  void hex_calledAgain_startsAnew() {
    Sha256 digest = new Sha256().add(new byte[] {1});
    String first = digest.hex();
    assertThat(digest.hex()).isEqualTo(new Sha256().hex()).isNotEqualTo(first);
    assertThat(digest.add(new byte[] {1}).hex()).isEqualTo(first);
  }
}
