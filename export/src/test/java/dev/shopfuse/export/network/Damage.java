package dev.shopfuse.export.network;

import java.util.Arrays;
import java.util.Random;

/** Damaged copies of good bytes. */
final class Damage {
  private Damage() {}

  /** What is done to the bytes. */
  enum Kind {
    FLIP,
    OVERWRITE,
    CUT,
    REPEAT,
    INSERT,
    LARGE_NUMBER
  }

  static byte[] apply(byte[] good, Kind kind, Random random) {
    int from = random.nextInt(good.length);
    int length = Math.min(1 + random.nextInt(40), good.length - from);
    byte[] bytes = good.clone();
    switch (kind) {
      case FLIP -> bytes[from] ^= (byte) (1 << random.nextInt(8));
      case OVERWRITE -> System.arraycopy(noise(length, random), 0, bytes, from, length);
      case CUT -> bytes = join(good, 0, from, new byte[0], from + length);
      case REPEAT -> bytes = join(good, 0, from + length, good, from);
      case INSERT -> bytes = join(good, 0, from, noise(length, random), from);
      case LARGE_NUMBER -> Arrays.fill(bytes, from, from + Math.min(8, length), (byte) 0x7f);
    }
    return bytes;
  }

  private static byte[] noise(int length, Random random) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] join(byte[] good, int from, int to, byte[] middle, int rest) {
    int inserted = middle == good ? 0 : middle.length;
    byte[] joined = new byte[to - from + inserted + good.length - rest];
    System.arraycopy(good, from, joined, 0, to - from);
    System.arraycopy(middle, 0, joined, to - from, inserted);
    System.arraycopy(good, rest, joined, to - from + inserted, good.length - rest);
    return joined;
  }
}
