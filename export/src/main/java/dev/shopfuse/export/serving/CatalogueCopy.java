package dev.shopfuse.export.serving;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import java.util.Arrays;
import java.util.List;

/** Copies targets of a catalogue, encoded as they are, into one of another contract. Immutable. */
final class CatalogueCopy {
  private final Catalogue source;
  private final FeatureContract from;
  private final FeatureContract to;
  private final TableCut cut;

  /** Prepares a copy whose table rows are those that a cut leaves. */
  CatalogueCopy(Catalogue source, FeatureContract from, FeatureContract to, TableCut cut) {
    this.source = source;
    this.from = from;
    this.to = to;
    this.cut = cut;
  }

  /** Returns the catalogue of these targets, by their index in the source, in this order. */
  Catalogue of(int[] targets) {
    CatalogueBuilder builder = Catalogue.builder(to, source.side());
    List<Feature> features =
        to.staticFeatures(source.side()).stream()
            // The builder encodes ids by itself.
            .filter(feature -> feature.kind() != FeatureKind.ID)
            .toList();
    for (int target : targets) {
      EncodedFeaturesBuilder row = builder.add(source.id(target));
      features.forEach(feature -> put(row, feature, target));
    }
    return builder.build();
  }

  private void put(EncodedFeaturesBuilder row, Feature feature, int target) {
    EncodedFeatures encoded = source.features();
    Feature original = from.feature(feature.name());
    String table = feature.table();
    if (table == null) {
      row.putNumber(feature, encoded.numbers(original)[target]);
    } else if (feature.isSequence()) {
      int[] offsets = encoded.offsets(original);
      int[] rows =
          Arrays.copyOfRange(encoded.values(original), offsets[target], offsets[target + 1]);
      row.putRows(feature, Arrays.stream(rows).map(each -> cut.row(table, each)).toArray());
    } else {
      row.putRow(feature, cut.row(table, encoded.indices(original)[target]));
    }
  }
}
