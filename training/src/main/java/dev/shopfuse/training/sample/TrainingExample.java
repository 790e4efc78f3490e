package dev.shopfuse.training.sample;

/**
 * One visit of one user to one shop, and how much of that user's past it may see. Immutable.
 *
 * <p>The past is a prefix of the user's train sequence: only visits strictly before the shop visit.
 * Where times are unknown it is the whole train sequence, and whoever encodes the example leaves
 * its own shop out of the shop history.
 *
 * @param user index into {@link VisitSequences}
 * @param itemCount how many of the user's item visits, from the oldest, lie in the past
 * @param shopCount how many of the user's shop visits, from the oldest, lie in the past
 * @param shop catalogue index of the visited shop
 * @param timed whether the visit has a time; if not, {@code shop} itself is among the past visits
 */
public record TrainingExample(int user, int itemCount, int shopCount, int shop, boolean timed) {
  /** Refuses negative counts and reserved shops. */
  public TrainingExample {
    if (user < 0 || itemCount < 0 || shopCount < 0) {
      throw new IllegalArgumentException(
          "User and counts must not be negative: " + user + ", " + itemCount + ", " + shopCount);
    }
    if (shop < VisitSequences.FIRST_TARGET) {
      throw new IllegalArgumentException(
          "Shop is " + shop + "; catalogue indices of shops start at 2");
    }
  }
}
