package dev.shopfuse.training.baseline;

import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.feature.FeatureDefinition;
import dev.shopfuse.training.feature.FeatureFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Features without item information: no item side, no item history, no list of items. */
final class ShopOnlyFeatures {
  private ShopOnlyFeatures() {}

  static FeatureFile of(FeatureFile features) {
    Set<String> itemFeatures =
        features.definitions().stream()
            .filter(feature -> feature.side() == Side.ITEM)
            .map(FeatureDefinition::name)
            .collect(Collectors.toSet());
    List<FeatureDefinition> kept =
        features.definitions().stream()
            .filter(feature -> feature.side() != Side.ITEM)
            .filter(feature -> feature.of() == null || !itemFeatures.contains(feature.of()))
            .toList();
    return new FeatureFile(features.source(), kept);
  }
}
