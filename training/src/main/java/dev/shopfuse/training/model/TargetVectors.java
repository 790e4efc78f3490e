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

  /** Writes the vector of a catalogue index as the given row. */
  void write(int index, RowBuffer target, int row) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(index, target, row * width + offsets.get(i));
    }
  }

  /** Adds the gradient of a row to the table rows of a catalogue index. */
  void addGradient(int index, float[] gradient, int row) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).addGradient(index, gradient, row * width + offsets.get(i));
    }
  }
}
