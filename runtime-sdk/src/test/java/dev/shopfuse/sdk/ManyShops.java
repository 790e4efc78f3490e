package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import java.util.Collections;

/** More shops than one chunk holds; most are unknown to the vocabulary, so that they tie. */
final class ManyShops {
  private ManyShops() {}

  static Catalogue catalogue(FeatureContract contract, int count) {
    CatalogueBuilder shops = Catalogue.builder(contract, Side.SHOP);
    for (int i = 0; i < count; i++) {
      shops.add("s" + i).put(contract.feature("sells"), Collections.singletonList("i1"));
    }
    return shops.build();
  }

  static GoldenVectors golden(
      TinyModel model, FeatureContract contract, Catalogue items, int count) {
    Catalogue shops = catalogue(contract, count);
    UserContext nobody =
        new ContextEncoder(contract, items, shops)
            .encode(Collections.<String, String>emptyMap(), new int[0], new int[0]);
    return GoldenVectors.of(
        Collections.singletonList(
            GoldenCase.of(
                Collections.<String, String>emptyMap(),
                Collections.<String>emptyList(),
                Collections.<String>emptyList(),
                Collections.singletonList("s1"),
                model.score(nobody, items, shops, shops.index("s1"), 1))));
  }
}
