package dev.shopfuse.sdk.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The encoded static features of the rows of one side, column by column. Immutable.
 *
 * <p>The arrays are handed out without a copy, since training reads them millions of times: never
 * change one.
 */
public final class EncodedFeatures {
  private final int rows;
  private final Map<String, Column> columns;

  EncodedFeatures(int rows, Map<String, Column> columns) {
    this.rows = rows;
    this.columns = new LinkedHashMap<>(columns);
  }

  /** Returns a builder for rows of one side. */
  public static EncodedFeaturesBuilder builder(FeatureContract contract, Side side) {
    return new EncodedFeaturesBuilder(contract, side);
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns the table row of each row [rows] of an id, category or bucketed number. */
  public int[] indices(Feature feature) {
    return column(feature).indices;
  }

  /** Returns the scaled number of each row [rows] of a plain number. */
  public float[] numbers(Feature feature) {
    return column(feature).numbers;
  }

  /**
   * Returns where the values of each row start [rows + 1] in {@link #values} of a list; every row
   * has at least one value.
   */
  public int[] offsets(Feature feature) {
    return column(feature).offsets;
  }

  /** Returns the table rows of all values of a list, row after row. */
  public int[] values(Feature feature) {
    return column(feature).values;
  }

  Column column(Feature feature) {
    Column column = columns.get(feature.name());
    if (column == null) {
      throw new IllegalArgumentException(
          "The " + feature + " is not encoded here; there are " + columns.keySet());
    }
    return column;
  }

  boolean covers(List<Feature> features) {
    for (Feature feature : features) {
      if (!columns.containsKey(feature.name())) {
        return false;
      }
    }
    return true;
  }
}
