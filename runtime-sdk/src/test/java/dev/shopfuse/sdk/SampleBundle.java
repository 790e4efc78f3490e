package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.BundleFixture;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.SampleMarket;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.sdk.sign.SigningKey;

/** A sound bundle of the sample market around the tiny model. */
public final class SampleBundle {
  private SampleBundle() {}

  static byte[] bytes() {
    TinyModel model = new TinyModel();
    return BundleFixture.bytes(model.bytes(), golden(model));
  }

  /** Returns a signed bundle; each version has its own weights. */
  public static byte[] signed(String name, long version, SigningKey key) {
    TinyModel model = new TinyModel((int) version);
    return BundleFixture.signed(model.bytes(), golden(model), name, version, key);
  }

  /** Returns a signed bundle that is large enough for something to happen while it arrives. */
  public static byte[] signedLarge(String name, long version, SigningKey key) {
    TinyModel model = new TinyModel((int) version);
    return BundleFixture.signed(model.bytes(1_000_000), golden(model), name, version, key);
  }

  /** Returns a signed bundle whose golden vectors no device can prove. */
  public static byte[] signedUnprovable(String name, long version, SigningKey key) {
    GoldenVectors wrong = golden(new TinyModel(1_000));
    return BundleFixture.signed(new TinyModel().bytes(), wrong, name, version, key);
  }

  /** Returns a signed bundle that was valid for a millisecond, long ago. */
  public static byte[] signedExpired(String name, long version, SigningKey key) {
    TinyModel model = new TinyModel((int) version);
    return BundleFixture.signedExpired(model.bytes(), golden(model), name, version, key);
  }

  private static GoldenVectors golden(TinyModel model) {
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
    return BundleFixture.golden(scores);
  }
}
