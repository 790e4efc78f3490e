package dev.shopfuse.training.evaluate;

import java.util.Arrays;

/**
 * Where the held-out shops of one user stand among all candidates. Immutable.
 *
 * <p>Ties are pessimistic: a held-out shop stands behind every other candidate of equal score.
 * Held-out shops of equal score take consecutive places.
 */
final class CaseRanking {
  private final int[] ranks;
  private final int negatives;
  private final long winsTimesTwo;

  private CaseRanking(int[] ranks, int negatives, long winsTimesTwo) {
    this.ranks = ranks;
    this.negatives = negatives;
    this.winsTimesTwo = winsTimesTwo;
  }

  /**
   * Ranks one user's shops.
   *
   * @param scores one score a catalogue index; those below {@code first} are no candidates
   * @param heldOut catalogue indices to be found, distinct
   * @param seen catalogue indices that are no candidates, distinct from heldOut
   * @param first the first real catalogue index
   */
  static CaseRanking of(float[] scores, int[] heldOut, int[] seen, int first) {
    boolean[] left = new boolean[scores.length];
    float[] positives = new float[heldOut.length];
    for (int i = 0; i < heldOut.length; i++) {
      positives[i] = scores[heldOut[i]];
      left[heldOut[i]] = true;
    }
    for (int shop : seen) {
      left[shop] = true;
    }
    Arrays.sort(positives);
    // above[i]: negatives that beat exactly the positives 0 to i-1 (and may tie with them).
    int[] above = new int[positives.length + 1];
    long ties = 0;
    int negatives = 0;
    for (int shop = first; shop < scores.length; shop++) {
      if (!left[shop]) {
        negatives++;
        int notAbove = countAtMost(positives, scores[shop]);
        above[notAbove]++;
        ties += notAbove - countBelow(positives, scores[shop]);
      }
    }
    return of(above, ties, negatives);
  }

  private static CaseRanking of(int[] above, long ties, int negatives) {
    int held = above.length - 1;
    int[] ranks = new int[held];
    int beating = 0;
    long losses = 0;
    for (int i = held - 1; i >= 0; i--) {
      beating += above[i + 1];
      losses += beating;
      ranks[held - 1 - i] = beating + held - i;
    }
    long wins = (long) held * negatives - losses;
    return new CaseRanking(ranks, negatives, 2 * wins + ties);
  }

  /** Returns the places of the held-out shops, ascending, the best place being 1. */
  int[] ranks() {
    return ranks;
  }

  /** Returns the number of candidates that are not held out. */
  int negatives() {
    return negatives;
  }

  /**
   * Returns, over all pairs of a held-out shop and another candidate, 2 for a higher score of the
   * held-out shop and 1 for an equal one, summed.
   */
  long winsTimesTwo() {
    return winsTimesTwo;
  }

  private static int countAtMost(float[] sorted, float score) {
    int count = 0;
    while (count < sorted.length && sorted[count] <= score) {
      count++;
    }
    return count;
  }

  private static int countBelow(float[] sorted, float score) {
    int count = 0;
    while (count < sorted.length && sorted[count] < score) {
      count++;
    }
    return count;
  }
}
