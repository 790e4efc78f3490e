package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.SampleMarket;
import java.io.File;

/** What an app does, as a process of its own that {@link PrivacyTest} watches. */
final class PrivacyProbe {
  private PrivacyProbe() {}

  /** Opens the bundle named and ranks, scores items, explains, and logs visits. */
  public static void main(String[] arguments) throws Exception {
    MemoryVisitLog log = MemoryVisitLog.keeping(10);
    log.add(Visit.toItem("i1", 1));
    log.add(Visit.toShop("s2", 2));
    try (ShopRanker ranker =
        ShopRanker.open(new File(arguments[0]), BundleTrust.allowUnsignedForDevelopment())) {
      RankRequest request =
          RankRequest.forUser(SampleMarket.profile()).visits(log).allShops().build();
      for (int i = 0; i < 100; i++) {
        ranker.explain(request);
      }
      System.out.println(ranker.rank(request));
    }
  }
}
