package dev.shopfuse.training.sample;

import java.util.List;

/**
 * The visits of every user, oldest first, as catalogue indices. Immutable.
 *
 * <p>Visits with a time come first, ordered by time and, within the same second, by page and id of
 * the target; visits without a time follow in the order of a stable hash of user and target, so
 * that "the last K" is an arbitrary but fixed draw.
 */
public final class VisitSequences {
  /** Catalogue index of the unknown target. */
  public static final int UNKNOWN_TARGET = 0;

  /** Catalogue index that stands for "no visit at all". */
  public static final int NO_TARGET = 1;

  /** Catalogue index of the first real item or shop. */
  public static final int FIRST_TARGET = 2;

  private final List<String> userIds;
  private final int[][] itemVisits;
  private final int[][] shopVisits;

  private VisitSequences(List<String> userIds, int[][] itemVisits, int[][] shopVisits) {
    this.userIds = userIds;
    this.itemVisits = itemVisits;
    this.shopVisits = shopVisits;
  }

  /**
   * Returns the sequences of these users.
   *
   * @param userIds one id a user
   * @param itemVisits the item visits of each user, oldest first; may be empty, never null
   * @param shopVisits the shop visits of each user, oldest first; may be empty, never null
   */
  public static VisitSequences of(List<String> userIds, int[][] itemVisits, int[][] shopVisits) {
    if (itemVisits.length != userIds.size() || shopVisits.length != userIds.size()) {
      throw new IllegalArgumentException(
          "There are %d users, but item visits of %d and shop visits of %d"
              .formatted(userIds.size(), itemVisits.length, shopVisits.length));
    }
    return new VisitSequences(List.copyOf(userIds), copy(itemVisits), copy(shopVisits));
  }

  /** Returns the number of users. */
  public int users() {
    return userIds.size();
  }

  /** Returns the ids of all users, in the order of their indices. */
  public List<String> userIds() {
    return userIds;
  }

  /** Returns the id of a user. */
  public String userId(int user) {
    return userIds.get(user);
  }

  /** Returns the item visits of a user, oldest first; a copy. */
  public int[] itemVisits(int user) {
    return itemVisits[user].clone();
  }

  /** Returns the shop visits of a user, oldest first; a copy. */
  public int[] shopVisits(int user) {
    return shopVisits[user].clone();
  }

  /** Returns how many item visits a user has. */
  public int itemVisitCount(int user) {
    return itemVisits[user].length;
  }

  /** Returns how many shop visits a user has. */
  public int shopVisitCount(int user) {
    return shopVisits[user].length;
  }

  private static int[][] copy(int[][] rows) {
    int[][] copy = new int[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      copy[row] = rows[row].clone();
      for (int target : copy[row]) {
        if (target < UNKNOWN_TARGET) {
          throw new IllegalArgumentException(
              "Visit of user " + row + " has catalogue index " + target + "; it must be 0 or more");
        }
      }
    }
    return copy;
  }
}
