package dev.shopfuse.sdk.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the features of a contract against each other and works out the tables. */
final class ContractAssembly {
  private final Map<String, Feature> features = new LinkedHashMap<>();
  private final Map<String, IndexEncoding> encodings = new LinkedHashMap<>();
  private final Map<String, TableSpec> tables = new LinkedHashMap<>();
  private final Map<String, IndexEncoding> tableEncodings = new LinkedHashMap<>();

  ContractAssembly(List<Feature> given) {
    if (given.size() > FeatureContract.MAX_FEATURES) {
      throw new IllegalArgumentException(
          "There are "
              + given.size()
              + " features; at most "
              + FeatureContract.MAX_FEATURES
              + " are allowed");
    }
    for (Feature feature : given) {
      if (features.put(feature.name(), feature) != null) {
        throw new IllegalArgumentException(
            "Two features are named \"" + feature.name() + "\"; rename one");
      }
    }
    for (Feature feature : given) {
      features.put(feature.name(), share(feature));
    }
    for (Feature feature : features.values()) {
      addTable(feature);
    }
    requireShopFeature();
  }

  Map<String, Feature> features() {
    return features;
  }

  Map<String, IndexEncoding> encodings() {
    return encodings;
  }

  Map<String, TableSpec> tables() {
    return tables;
  }

  private Feature share(Feature feature) {
    String of = feature.of();
    if (of == null) {
      if (feature.encoding() instanceof IndexEncoding) {
        encodings.put(feature.name(), (IndexEncoding) feature.encoding());
      }
      return feature;
    }
    Feature source = features.get(of);
    if (source == null) {
      throw new IllegalArgumentException(
          "The "
              + feature
              + " has of: "
              + of
              + ", which is no feature; there are "
              + features.keySet());
    }
    if (!mayShare(feature, source)) {
      throw new IllegalArgumentException(
          "The "
              + feature
              + " has of: "
              + of
              + ", the "
              + source
              + "; allowed is an id, category or"
              + " bucketed number of "
              + (feature.kind() == FeatureKind.HISTORY ? "items or shops" : "the other side"));
    }
    encodings.put(feature.name(), (IndexEncoding) source.encoding());
    return feature.sharing(source);
  }

  private static boolean mayShare(Feature feature, Feature source) {
    return source.side() != Side.USER
        && source.side() != feature.side()
        && source.encoding() instanceof IndexEncoding
        && !source.isSequence();
  }

  private void addTable(Feature feature) {
    String table = feature.table();
    IndexEncoding encoding = encodings.get(feature.name());
    if (table == null || encoding == null) {
      return;
    }
    TableSpec spec = new TableSpec(table, encoding.rows(), feature.width());
    TableSpec before = tables.get(table);
    if (before == null) {
      tables.put(table, spec);
      tableEncodings.put(table, encoding);
    } else if (!before.equals(spec) || !encoding.equals(tableEncodings.get(table))) {
      throw new IllegalArgumentException(
          "The "
              + feature
              + " shares table "
              + before
              + " but brings "
              + spec
              + "; features of one table need the same encoding and width");
    }
  }

  private void requireShopFeature() {
    for (Feature feature : features.values()) {
      if (feature.side() == Side.SHOP) {
        return;
      }
    }
    throw new IllegalArgumentException("No feature describes shops; add one with side: shop");
  }
}
