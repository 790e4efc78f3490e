package dev.shopfuse.training.sample;

import java.util.Arrays;

/**
 * One user with shops to be found, and what is known of that user before. Immutable.
 *
 * <p>The context is a prefix of the user's sequence in {@link SampleSet#sequences} of the same
 * split, not of train.
 */
public final class EvaluationCase {
  private final int user;
  private final int itemCount;
  private final int shopCount;
  private final int[] heldOut;
  private final int[] seen;

  /**
   * Creates a case.
   *
   * @param user index into {@link VisitSequences}
   * @param itemCount how many of the user's item visits, from the oldest, are known
   * @param shopCount how many of the user's shop visits, from the oldest, are known
   * @param heldOut catalogue indices of the shops to be found, at least one, none of them seen
   * @param seen catalogue indices of the shops visited in earlier splits, left out of the ranking
   */
  public EvaluationCase(int user, int itemCount, int shopCount, int[] heldOut, int[] seen) {
    if (heldOut.length == 0) {
      throw new IllegalArgumentException("User " + user + " has no held-out shop");
    }
    this.user = user;
    this.itemCount = itemCount;
    this.shopCount = shopCount;
    this.heldOut = sorted(heldOut);
    this.seen = sorted(seen);
    for (int shop : heldOut) {
      if (Arrays.binarySearch(this.seen, shop) >= 0) {
        throw new IllegalArgumentException(
            "Shop " + shop + " of user " + user + " is both seen and held out");
      }
    }
  }

  /** Returns the index of the user in {@link VisitSequences}. */
  public int user() {
    return user;
  }

  /** Returns how many of the user's item visits are known. */
  public int itemCount() {
    return itemCount;
  }

  /** Returns how many of the user's shop visits are known. */
  public int shopCount() {
    return shopCount;
  }

  /** Returns the catalogue indices of the shops to be found, ascending; a copy. */
  public int[] heldOut() {
    return heldOut.clone();
  }

  /** Returns the catalogue indices of the shops left out of the ranking, ascending; a copy. */
  public int[] seen() {
    return seen.clone();
  }

  @Override
  public String toString() {
    return "EvaluationCase[user="
        + user
        + ", itemCount="
        + itemCount
        + ", shopCount="
        + shopCount
        + ", heldOut="
        + Arrays.toString(heldOut)
        + ", seen="
        + Arrays.toString(seen)
        + "]";
  }

  private static int[] sorted(int[] values) {
    int[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
