package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.SampleMarket;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that updates a store and ranks with it, over and over, until it is killed. */
final class UpdateLoop {
  private UpdateLoop() {}

  /** Takes the store, the channel's URL and the file of the public key. */
  public static void main(String[] arguments) throws Exception {
    BundleTrust trust = BundleTrust.pinnedPem(Files.readString(Path.of(arguments[2])));
    ModelStore store = ModelStore.open(new File(arguments[0]), trust, "sample");
    ModelUpdater updater =
        ModelUpdater.builder(store, arguments[1])
            .connectTimeoutMillis(2_000)
            .readTimeoutMillis(200)
            .build();
    rank(store);
    System.out.println(ChildJvm.READY);
    while (true) {
      try {
        updater.update();
      } catch (BundleException | IOException e) {
        // The server is hostile; what must hold is told by the store.
      }
      rank(store);
    }
  }

  private static void rank(ModelStore store) throws BundleException, IOException {
    try (ShopRanker ranker = store.openRanker()) {
      ranker.rank(RankRequest.forUser(SampleMarket.profile()).allShops().build());
    }
  }
}
