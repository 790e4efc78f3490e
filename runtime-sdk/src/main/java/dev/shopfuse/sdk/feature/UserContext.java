package dev.shopfuse.sdk.feature;

import java.util.Arrays;
import java.util.Map;

/**
 * What the model sees of one user: static features, histories, and the last item visits as samples.
 *
 * <p>The encoder makes a new one for every user, which is then immutable, or fills one again and
 * again, which is then for one thread. The arrays are handed out without a copy, never change one;
 * those of a context that is filled again may be longer than what they hold.
 */
public final class UserContext {
  private static final int[] NOTHING = {};

  private final Map<String, Integer> positions;
  private int[] itemSamples = NOTHING;
  private int itemSampleCount;
  private final int[] indices;
  private final float[] numbers;
  private final int[][] rows;
  private final int[] rowCounts;

  UserContext(Map<String, Integer> positions) {
    this.positions = positions;
    this.indices = new int[positions.size()];
    this.numbers = new float[positions.size()];
    this.rows = new int[positions.size()][];
    this.rowCounts = new int[positions.size()];
    Arrays.fill(rows, NOTHING);
  }

  /**
   * Returns the item samples, old to new, as indices of the item catalogue: 1 to K of them, [1] if
   * there was no item visit, or the model takes none. Of a context that is filled again, the first
   * {@link #itemSampleCount()} count.
   */
  public int[] itemSamples() {
    return itemSamples;
  }

  /** Returns how many item samples there are. */
  public int itemSampleCount() {
    return itemSampleCount;
  }

  /** Returns the table row of an id, category or bucketed number of the user. */
  public int index(Feature feature) {
    return indices[position(feature)];
  }

  /** Returns the scaled number of a plain number of the user. */
  public float number(Feature feature) {
    return numbers[position(feature)];
  }

  /**
   * Returns the table rows of a list or history of the user; [1] if it is empty. Of a context that
   * is filled again, the first {@link #rowCount} count.
   */
  public int[] rows(Feature feature) {
    return rows[position(feature)];
  }

  /** Returns how many table rows a list or history of the user has, at least 1. */
  public int rowCount(Feature feature) {
    return rowCounts[position(feature)];
  }

  void putIndex(int position, int row) {
    indices[position] = row;
  }

  void putNumber(int position, float number) {
    numbers[position] = number;
  }

  /** Makes room for the rows of a list or history and returns where they go. */
  int[] putRows(int position, int count) {
    if (rows[position].length < count) {
      rows[position] = new int[count];
    }
    rowCounts[position] = count;
    return rows[position];
  }

  /** Makes room for the item samples and returns where they go. */
  int[] putItemSamples(int count) {
    if (itemSamples.length < count) {
      itemSamples = new int[count];
    }
    itemSampleCount = count;
    return itemSamples;
  }

  private int position(Feature feature) {
    Integer position = positions.get(feature.name());
    if (position == null) {
      throw new IllegalArgumentException(
          "The " + feature + " is not part of a user's context; there are " + positions.keySet());
    }
    return position;
  }
}
