package dev.shopfuse.sdk.internal;

/**
 * MurmurHash3 for x86, 32 bits, by Austin Appleby (public domain): the same number for the same
 * bytes on every platform and in every version. Thread-safe.
 */
public final class Murmur3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  /** Hashes bytes with a seed. */
  public static int hash32(byte[] bytes, int seed) {
    int hash = seed;
    int blocks = bytes.length & ~3;
    for (int i = 0; i < blocks; i += 4) {
      int block =
          (bytes[i] & 0xff)
              | (bytes[i + 1] & 0xff) << 8
              | (bytes[i + 2] & 0xff) << 16
              | (bytes[i + 3] & 0xff) << 24;
      hash = Integer.rotateLeft(hash ^ scramble(block), 13) * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int i = bytes.length - 1; i >= blocks; i--) {
      tail = tail << 8 | (bytes[i] & 0xff);
    }
    return finish(hash ^ scramble(tail) ^ bytes.length);
  }

  private static int scramble(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }

  private static int finish(int hash) {
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }
}
