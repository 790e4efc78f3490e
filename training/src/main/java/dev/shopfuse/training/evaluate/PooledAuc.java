package dev.shopfuse.training.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Area under the ROC curve over the pairs of all users, equal scores counting one half. Exact;
 * keeps 4 bytes a score. Not thread-safe; compares on several threads, and exactly, so that figures
 * do not depend on threads.
 */
final class PooledAuc {
  private float[] positives = new float[64];
  private float[] negatives = new float[1024];
  private int positiveCount;
  private int negativeCount;

  void addPositive(float score) {
    if (positiveCount == positives.length) {
      positives = Arrays.copyOf(positives, 2 * positiveCount);
    }
    positives[positiveCount++] = score;
  }

  void addNegative(float score) {
    if (negativeCount == negatives.length) {
      negatives = Arrays.copyOf(negatives, grown(negativeCount));
    }
    negatives[negativeCount++] = score;
  }

  private static int grown(int size) {
    int limit = Integer.MAX_VALUE - 8;
    if (size == limit) {
      throw new IllegalStateException(
          "More than " + limit + " pairs of user and shop; evaluate fewer users.");
    }
    return (int) Math.min(limit, size + size / 2L);
  }

  /** Returns the area, or NaN if one of the classes is empty. */
  double value() {
    Arrays.sort(positives, 0, positiveCount);
    // Positives are few: one search a negative beats sorting all negatives.
    long winsTimesTwo =
        IntStream.range(0, negativeCount)
            .parallel()
            .mapToLong(i -> winsTimesTwo(negatives[i]))
            .sum();
    return winsTimesTwo / (2.0 * positiveCount * negativeCount);
  }

  /** Returns how many positives are above a score, and how many at least equal to it, added. */
  private long winsTimesTwo(float score) {
    int below = countBelow(score, false);
    boolean isTied = below < positiveCount && positives[below] == score;
    int atMost = isTied ? countBelow(score, true) : below;
    return 2L * positiveCount - below - atMost;
  }

  /** Returns how many positives are below a score or, if wanted, equal to it. */
  private int countBelow(float score, boolean orEqual) {
    int from = 0;
    int to = positiveCount;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean below = orEqual ? positives[middle] <= score : positives[middle] < score;
      if (below) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
