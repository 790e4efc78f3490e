package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Feature;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of one side, side by side in its vector. Immutable.
 *
 * @param tables one entry a feature in the order of the vector: its width if it is looked up in a
 *     table, or minus its width if it is a number
 */
record FeatureWidths(List<Integer> tables) {
  FeatureWidths {
    tables = List.copyOf(tables);
  }

  static FeatureWidths of(List<Feature> features) {
    return new FeatureWidths(
        features.stream()
            .map(feature -> feature.table() == null ? -feature.width() : feature.width())
            .toList());
  }

  /** Returns the width of the vector. */
  int total() {
    return tables.stream().mapToInt(Math::abs).sum();
  }

  /** Returns where the looked up features of a width begin. */
  List<Integer> startsOf(int width) {
    List<Integer> starts = new ArrayList<>();
    int start = 0;
    for (int table : tables) {
      if (table == width) {
        starts.add(start);
      }
      start += Math.abs(table);
    }
    return starts;
  }
}
