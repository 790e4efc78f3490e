package dev.shopfuse.training.evaluate;

import java.util.Arrays;

/**
 * Area under the ROC curve over the pairs of all users, equal scores counting one half. Exact;
 * keeps 4 bytes a score. Not thread-safe.
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
    // Positives are few: one search a negative beats sorting all negatives.
    Arrays.sort(positives, 0, positiveCount);
    double wins = 0;
    for (int i = 0; i < negativeCount; i++) {
      int below = countBelow(negatives[i], false);
      int atMost = countBelow(negatives[i], true);
      wins += positiveCount - atMost + 0.5 * (atMost - below);
    }
    return wins / ((double) positiveCount * negativeCount);
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
