package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.IntArray;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the raw values of one static feature. Thread-safe: it only reads. What it throws names
 * the feature, the value and what is allowed.
 */
final class RawValues {
  private final Feature feature;
  private final @Nullable IndexEncoding encoding;

  RawValues(Feature feature, FeatureContract contract) {
    this.feature = feature;
    this.encoding = feature.isIndexed() ? contract.rows(feature) : null;
  }

  /** Returns the table row of an id, category or bucketed number; of a missing one, unknown. */
  int row(@Nullable String raw) {
    try {
      return encoding == null ? IndexEncoding.UNKNOWN_ROW : encoding.row(raw);
    } catch (IllegalArgumentException e) {
      throw ofFeature(e);
    }
  }

  /** Returns the scaled number; of a missing one, 0. */
  float number(@Nullable String raw) {
    try {
      return ((ScaleEncoding) feature.encoding()).scale(raw);
    } catch (IllegalArgumentException e) {
      throw ofFeature(e);
    }
  }

  /** Returns what separates the values of a list; one that lists other targets has no such. */
  String separator() {
    String separator = feature.separator();
    if (separator == null) {
      throw ofFeature(new IllegalArgumentException("it lists other targets; put a list of values"));
    }
    return separator;
  }

  /**
   * Splits a list, and appends the table rows of its first values up to the maximum length; empty
   * parts are left out.
   */
  void addRows(@Nullable String raw, IntArray rows) {
    String separator = separator();
    int count = 0;
    int start = 0;
    while (raw != null && start < raw.length()) {
      int end = raw.indexOf(separator, start);
      end = end < 0 ? raw.length() : end;
      if (end > start) {
        // Values beyond the maximum are checked too.
        int row = row(raw.substring(start, end));
        if (count++ < feature.maxLength()) {
          rows.add(row);
        }
      }
      start = end + separator.length();
    }
  }

  private IllegalArgumentException ofFeature(IllegalArgumentException e) {
    return new IllegalArgumentException("The " + feature + ": " + e.getMessage(), e);
  }
}
