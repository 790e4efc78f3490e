package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.BundleFixture;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.SampleMarket;
import dev.shopfuse.sdk.feature.UserContext;

/** A sound bundle of the sample market around the tiny model. */
final class SampleBundle {
  private SampleBundle() {}

  static byte[] bytes() {
    TinyModel model = new TinyModel();
    FeatureContract contract = SampleMarket.contract();
    Catalogue items = SampleMarket.items(contract);
    Catalogue shops = SampleMarket.shops(contract);
    UserContext context =
        new ContextEncoder(contract, items, shops)
            .encode(SampleMarket.profile(), new int[] {2, 0}, new int[] {3});
    float[] scores = new float[4];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = model.score(context, items, shops, Catalogue.FIRST + i, 2);
    }
    return BundleFixture.bytes(model.bytes(), BundleFixture.golden(scores));
  }
}
