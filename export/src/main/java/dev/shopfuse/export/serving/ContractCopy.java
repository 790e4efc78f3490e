package dev.shopfuse.export.serving;

import dev.shopfuse.sdk.feature.Encoding;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureBuilder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import java.util.ArrayList;
import java.util.List;

/** Copies a contract with the vocabularies that a cut of its tables leaves. */
final class ContractCopy {
  private ContractCopy() {}

  static FeatureContract of(FeatureContract contract, TableCut cut) {
    List<Feature> features = new ArrayList<>();
    contract.features().forEach(feature -> features.add(copy(feature, cut)));
    return FeatureContract.of(contract.itemSamples(), features);
  }

  private static Feature copy(Feature feature, TableCut cut) {
    String table = feature.table();
    if (table == null
        || !cut.cuts(table)
        || !(feature.encoding() instanceof VocabularyEncoding words)) {
      return feature;
    }
    return copy(feature, table, VocabularyEncoding.of(cut.words(table, words.vocabulary())));
  }

  private static Feature copy(Feature feature, String table, Encoding encoding) {
    FeatureBuilder builder =
        Feature.builder(feature.name(), feature.side(), feature.kind())
            .encoding(encoding)
            .table(table)
            .width(feature.width());
    String column = feature.column();
    if (column != null) {
      builder.column(column);
    }
    String separator = feature.separator();
    if (separator != null) {
      builder.separator(separator);
    }
    return feature.isSequence() ? builder.maxLength(feature.maxLength()).build() : builder.build();
  }
}
