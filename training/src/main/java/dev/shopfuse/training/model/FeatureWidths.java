package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The features of one side, side by side in its vector. Immutable.
 *
 * @param parts one a feature, in the order of the vector
 */
record FeatureWidths(List<Part> parts) {
  /**
   * A feature's cells.
   *
   * @param table the table that it is looked up in; null for a number
   */
  record Part(@Nullable String table, int width) {}

  FeatureWidths {
    parts = List.copyOf(parts);
  }

  static FeatureWidths of(List<Feature> features) {
    return new FeatureWidths(
        features.stream().map(feature -> new Part(feature.table(), feature.width())).toList());
  }

  /** Returns the width of the vector. */
  int total() {
    return parts.stream().mapToInt(Part::width).sum();
  }

  /** Returns the tables of a width that features are looked up in, each once. */
  List<String> tables(int width) {
    List<String> tables = new ArrayList<>();
    for (Part part : parts) {
      if (part.table() != null && part.width() == width && !tables.contains(part.table())) {
        tables.add(part.table());
      }
    }
    return tables;
  }

  /** Returns where the cells of some features begin. */
  List<Integer> startsOf(Predicate<Part> wanted) {
    List<Integer> starts = new ArrayList<>();
    int start = 0;
    for (Part part : parts) {
      if (wanted.test(part)) {
        starts.add(start);
      }
      start += part.width();
    }
    return starts;
  }
}
