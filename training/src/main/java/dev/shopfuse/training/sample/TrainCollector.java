package dev.shopfuse.training.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Collects train visits that arrive user by user in the order of their places, and the examples
 * among them: each visit to a shop, with how many visits of the same user lie strictly before its
 * second. Not thread-safe.
 */
final class TrainCollector {
  private final SequenceCollector sequences;
  private final ExampleList examples;
  private final IntArray untimedShops = new IntArray();
  private int user = -1;
  private int items;
  private int shops;
  private int itemsBefore;
  private int shopsBefore;
  private long second;

  /**
   * Begins with nobody's visits.
   *
   * @param userIds one id a user
   * @param expected how many examples there will be
   */
  TrainCollector(List<String> userIds, long expected) {
    this.sequences = new SequenceCollector(userIds);
    this.examples = new ExampleList(expected);
  }

  /**
   * Adds a visit.
   *
   * @param index the user's place among the ids
   * @param row of {@link SampleRows#TRAIN_VISITS}
   */
  void add(int index, ResultSet row) throws SQLException {
    boolean isShop = row.getBoolean(2);
    int target = row.getInt(3);
    long seconds = row.getLong(4);
    add(index, isShop, target, seconds, !row.wasNull());
  }

  /**
   * Adds a visit.
   *
   * @param seconds when it happened, if it is timed
   */
  void add(int index, boolean isShop, int target, long seconds, boolean timed) {
    sequences.add(index, isShop, target);
    if (index != user) {
      endUser();
      user = index;
    }
    if (timed && seconds > second) {
      second = seconds;
      itemsBefore = items;
      shopsBefore = shops;
    }
    if (!isShop) {
      items++;
      return;
    }
    shops++;
    if (timed) {
      examples.append(new TrainingExample(user, itemsBefore, shopsBefore, target, true));
    } else {
      untimedShops.add(target);
    }
  }

  /** Returns the visits of each user. */
  VisitSequences sequences() {
    return sequences.finish();
  }

  /** Returns the examples by user and place. */
  List<TrainingExample> examples() {
    endUser();
    return examples;
  }

  /** Without a time every visit of the user counts, and such visits come last. */
  private void endUser() {
    for (int i = 0; i < untimedShops.size(); i++) {
      examples.append(new TrainingExample(user, items, shops, untimedShops.get(i), false));
    }
    untimedShops.clear();
    items = 0;
    shops = 0;
    itemsBefore = 0;
    shopsBefore = 0;
    second = Long.MIN_VALUE;
  }
}
