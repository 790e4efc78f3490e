package dev.shopfuse.training.sample;

import java.util.Arrays;

/**
 * Draws targets that a user has not visited: a share by popularity^power, the rest uniformly.
 * Immutable, thread-safe.
 *
 * <p>A draw depends on (seed, epoch, example) alone, never on the order in which examples are
 * worked on, so any number of threads gives the same negatives. Duplicates within a draw may occur.
 * The exponent 0.75 is the one of Mikolov et al. 2013, section 2.2.
 */
public final class NegativeSampler {
  private static final int MOST_REJECTIONS = 32;

  private final int targets;
  private final double[] popularity;
  private final AliasTable byPopularity;
  private final double popularityShare;
  private final long seed;

  private NegativeSampler(int targets, double[] popularity, double share, long seed) {
    this.targets = targets;
    this.popularity = popularity;
    this.byPopularity = AliasTable.of(popularity);
    this.popularityShare = share;
    this.seed = seed;
  }

  /**
   * Returns a sampler over one catalogue.
   *
   * @param counts train visits of every catalogue index; the two reserved ones are never drawn
   * @param popularityShare how many of the draws follow popularity, 0 to 1
   * @param power exponent of popularity, 0 (uniform) to 1
   * @param seed makes draws repeatable; give the item and the shop side different ones
   */
  public static NegativeSampler of(long[] counts, double popularityShare, double power, long seed) {
    int targets = counts.length - VisitSequences.FIRST_TARGET;
    if (targets < 0) {
      throw new IllegalArgumentException(
          "There are " + counts.length + " counts; the reserved indices alone are 2");
    }
    if (!(popularityShare >= 0 && popularityShare <= 1)) {
      throw new IllegalArgumentException(
          "Popularity share is " + popularityShare + "; allowed is 0 to 1");
    }
    double[] popularity = targets == 0 ? new double[] {1} : popularity(counts, power);
    return new NegativeSampler(targets, popularity, popularityShare, seed);
  }

  private static double[] popularity(long[] counts, double power) {
    double[] weights = new double[counts.length - VisitSequences.FIRST_TARGET];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      long count = counts[i + VisitSequences.FIRST_TARGET];
      weights[i] = count == 0 ? 0 : Math.pow((double) count, power);
      sum += weights[i];
    }
    if (sum == 0) {
      Arrays.fill(weights, 1);
    }
    return weights;
  }

  /** Returns how probable each catalogue index is in one draw that excludes nothing. */
  public double[] probabilities() {
    double sum = Arrays.stream(popularity).sum();
    double[] probabilities = new double[targets + VisitSequences.FIRST_TARGET];
    for (int i = 0; i < targets; i++) {
      probabilities[i + VisitSequences.FIRST_TARGET] =
          popularityShare * popularity[i] / sum + (1 - popularityShare) / targets;
    }
    return probabilities;
  }

  /**
   * Draws negatives of one example.
   *
   * @param count how many
   * @param epoch pass over the data
   * @param example number of the example within the pass
   * @param excluded catalogue indices that must not be drawn, ascending
   * @return catalogue indices, {@code count} of them, or none if every target is excluded or there
   *     is none
   */
  public int[] draw(int count, int epoch, long example, int[] excluded) {
    if (targets == 0) {
      return new int[0];
    }
    int[] drawn = new int[count];
    long state = mix(mix(seed ^ mix(epoch + 1L)) ^ example);
    for (int i = 0; i < count; i++) {
      state = mix(state + i);
      int target = drawOne(state, excluded);
      if (target < 0) {
        return new int[0];
      }
      drawn[i] = target;
    }
    return drawn;
  }

  private int drawOne(long start, int[] excluded) {
    long state = start;
    int target = VisitSequences.FIRST_TARGET;
    for (int attempt = 0; attempt < MOST_REJECTIONS; attempt++) {
      long choice = mix(state + 1);
      long column = mix(state + 2);
      long coin = mix(state + 3);
      state = mix(state + 4);
      int index =
          unit(choice) < popularityShare
              ? byPopularity.draw(unit(column), unit(coin))
              : Math.min((int) (unit(column) * targets), targets - 1);
      target = index + VisitSequences.FIRST_TARGET;
      if (Arrays.binarySearch(excluded, target) < 0) {
        return target;
      }
    }
    return nextAllowed(target, excluded);
  }

  /** Walks on from a refused target, around the end, so that a draw always ends. */
  private int nextAllowed(int from, int[] excluded) {
    for (int step = 1; step < targets; step++) {
      int target =
          (from - VisitSequences.FIRST_TARGET + step) % targets + VisitSequences.FIRST_TARGET;
      if (Arrays.binarySearch(excluded, target) < 0) {
        return target;
      }
    }
    return -1;
  }

  static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** One step of SplitMix64 (Steele, Lea, Flood 2014). */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
