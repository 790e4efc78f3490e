package dev.shopfuse.training.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Collects visits that arrive user by user, oldest first. Not thread-safe. */
final class SequenceCollector {
  private static final int[] NOTHING = {};

  private final List<String> userIds;
  private final int[][] itemVisits;
  private final int[][] shopVisits;
  private final IntArray items = new IntArray();
  private final IntArray shops = new IntArray();
  private int user = -1;

  SequenceCollector(List<String> userIds) {
    this.userIds = userIds;
    this.itemVisits = new int[userIds.size()][];
    this.shopVisits = new int[userIds.size()][];
  }

  /**
   * Adds a visit.
   *
   * @param index the user's place among the ids
   * @param row of {@link SampleRows} that are visits or impressions
   */
  void add(int index, ResultSet row) throws SQLException {
    add(index, row.getBoolean(2), row.getInt(3));
  }

  void add(int nextUser, boolean isShop, int target) {
    if (nextUser != user) {
      flush(nextUser);
    }
    (isShop ? shops : items).add(target);
  }

  VisitSequences finish() {
    flush(userIds.size());
    return VisitSequences.of(userIds, itemVisits, shopVisits);
  }

  /** Stores the current user and gives everyone up to the next one an empty past. */
  private void flush(int nextUser) {
    if (user >= 0) {
      itemVisits[user] = items.toArray();
      shopVisits[user] = shops.toArray();
      items.clear();
      shops.clear();
    }
    for (int without = user + 1; without < nextUser; without++) {
      itemVisits[without] = NOTHING;
      shopVisits[without] = NOTHING;
    }
    user = nextUser;
  }
}
