package dev.shopfuse.sdk.feature;

import java.util.Map;

/**
 * What the model sees of one user: static features, histories, and the last item visits as samples.
 * Immutable; the arrays are handed out without a copy, never change one.
 */
public final class UserContext {
  private final Map<String, Integer> positions;
  private final int[] itemSamples;
  private final int[] indices;
  private final float[] numbers;
  private final int[][] rows;

  UserContext(
      Map<String, Integer> positions,
      int[] itemSamples,
      int[] indices,
      float[] numbers,
      int[][] rows) {
    this.positions = positions;
    this.itemSamples = itemSamples;
    this.indices = indices;
    this.numbers = numbers;
    this.rows = rows;
  }

  /**
   * Returns the item samples, old to new, as indices of the item catalogue: 1 to K of them, [1] if
   * there was no item visit or the model takes none.
   */
  public int[] itemSamples() {
    return itemSamples;
  }

  /** Returns the table row of an id, category or bucketed number of the user. */
  public int index(Feature feature) {
    return indices[position(feature)];
  }

  /** Returns the scaled number of a plain number of the user. */
  public float number(Feature feature) {
    return numbers[position(feature)];
  }

  /** Returns the table rows of a list or history of the user; [1] if it is empty. */
  public int[] rows(Feature feature) {
    return rows[position(feature)];
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
