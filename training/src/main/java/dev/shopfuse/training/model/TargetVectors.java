package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.network.RowBuffer;
import java.util.ArrayList;
import java.util.List;

/** The feature vectors [F] of the items or the shops of a catalogue. Not thread-safe. */
final class TargetVectors {
  private final List<FeatureColumn> columns = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final int width;

  TargetVectors(FeatureContract contract, Catalogue catalogue, TableSet tables) {
    int offset = 0;
    for (Feature feature : contract.staticFeatures(catalogue.side())) {
      columns.add(FeatureColumn.of(feature, catalogue.features(), tables));
      offsets.add(offset);
      offset += feature.width();
    }
    width = offset;
  }

  /** Returns F, the width of a vector. */
  int width() {
    return width;
  }

  /**
   * Writes the vectors of catalogue indices, a row each; a negative index leaves its row out.
   *
   * @param indices kept by what is returned, so not to be changed
   */
  Lookup write(int[] indices, RowBuffer target) {
    List<Lookup> lookups = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      lookups.add(columns.get(i).write(indices, target, offsets.get(i), width));
    }
    return Lookup.all(lookups);
  }
}
