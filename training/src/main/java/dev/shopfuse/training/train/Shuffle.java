package dev.shopfuse.training.train;

import java.util.SplittableRandom;

/** Orders that a seed decides. */
final class Shuffle {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Shuffle() {}

  /** Returns a seed of its own for each number, such as an epoch. */
  static long seed(long seed, long number) {
    return seed * GOLDEN + number;
  }

  /** Returns the numbers from 0 to before {@code size} in an order that the seed decides. */
  static int[] order(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    return shuffled;
  }
}
