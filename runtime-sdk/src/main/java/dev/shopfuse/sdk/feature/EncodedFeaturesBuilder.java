package dev.shopfuse.sdk.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes raw values row by row: put the features of a row, then end it. A feature that is not put
 * is unknown (row 0), the mean (0) or the empty list ([1]). Not thread-safe; one per thread.
 */
public final class EncodedFeaturesBuilder {
  private final Side side;
  private final Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
  private final List<Feature> features;
  private int rows;

  EncodedFeaturesBuilder(FeatureContract contract, Side side) {
    this.side = side;
    this.features = contract.staticFeatures(side);
    for (Feature feature : features) {
      columns.put(feature.name(), new ColumnBuilder(feature, contract));
    }
  }

  /**
   * Puts the raw value of a feature; null and the empty string mean missing. A list with a
   * separator is split; its empty parts are left out, and the first values up to the maximum length
   * kept.
   *
   * @throws IllegalArgumentException if the value is malformed; the message names the feature, the
   *     value and what is allowed
   */
  public EncodedFeaturesBuilder put(Feature feature, @Nullable String raw) {
    column(feature).putRaw(raw);
    return this;
  }

  /**
   * Puts the raw values of a list; empty ones are left out, the first ones up to the maximum length
   * kept. For a list with {@code of}, these are values of that feature's column: for an id, the
   * ids.
   */
  public EncodedFeaturesBuilder put(Feature feature, List<String> values) {
    column(feature).putAll(values);
    return this;
  }

  /** Puts the table row of an id, category or bucketed number that is already encoded. */
  public EncodedFeaturesBuilder putRow(Feature feature, int row) {
    column(feature).putRow(row);
    return this;
  }

  /** Puts the scaled number of a plain number that is already encoded. */
  public EncodedFeaturesBuilder putNumber(Feature feature, float number) {
    column(feature).putNumber(number);
    return this;
  }

  /** Puts the table rows of a list that is already encoded; the first ones are kept. */
  public EncodedFeaturesBuilder putRows(Feature feature, int... rows) {
    column(feature).putRows(rows);
    return this;
  }

  /** Puts every feature that has a column from a row of raw values by column. */
  public EncodedFeaturesBuilder putAll(Map<String, String> valuesByColumn) {
    for (Feature feature : features) {
      String column = feature.column();
      if (column != null && valuesByColumn.containsKey(column)) {
        put(feature, valuesByColumn.get(column));
      }
    }
    return this;
  }

  /** Ends the row. */
  public EncodedFeaturesBuilder endRow() {
    for (ColumnBuilder column : columns.values()) {
      column.endRow();
    }
    rows++;
    return this;
  }

  /** Returns all ended rows. */
  public EncodedFeatures build() {
    Map<String, Column> built = new LinkedHashMap<>();
    for (Map.Entry<String, ColumnBuilder> entry : columns.entrySet()) {
      built.put(entry.getKey(), entry.getValue().build());
    }
    return new EncodedFeatures(rows, built);
  }

  /** Adds the rows of the targets "unknown" and "none". */
  EncodedFeaturesBuilder addReservedRows() {
    endRow();
    for (Feature feature : features) {
      if (feature.isIndexed() && !feature.isSequence()) {
        putRow(feature, IndexEncoding.NONE_ROW);
      }
    }
    return endRow();
  }

  private ColumnBuilder column(Feature feature) {
    ColumnBuilder column = columns.get(feature.name());
    if (column == null) {
      throw new IllegalArgumentException(
          "The "
              + feature
              + " is no static feature of side "
              + side.key()
              + "; there are "
              + columns.keySet());
    }
    return column;
  }
}
