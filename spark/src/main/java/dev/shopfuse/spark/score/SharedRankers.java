package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.training.InputException;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rankers of this process, one a bundle: tasks of an executor share its session and its tables.
 *
 * <p>Owns them; an executor's end with its process, those of the driver's process with {@link
 * #close}. Thread-safe.
 */
final class SharedRankers {
  private static final Map<String, ShopRanker> OPEN = new ConcurrentHashMap<>();

  private SharedRankers() {}

  /**
   * Returns the ranker of a bundle, opened and proven by its golden vectors the first time.
   *
   * @param publicKey PEM of the key that must have signed it; empty accepts any
   * @throws InputException if the bundle is refused or cannot be read
   */
  static ShopRanker of(String bundle, String publicKey) {
    return OPEN.computeIfAbsent(bundle, file -> open(file, publicKey));
  }

  /** Closes the ranker of a bundle in this process, if there is one. */
  static void close(String bundle) {
    ShopRanker ranker = OPEN.remove(bundle);
    if (ranker != null) {
      ranker.close();
    }
  }

  static ShopRanker open(String bundle, String publicKey) {
    BundleTrust trust =
        publicKey.isEmpty()
            ? BundleTrust.allowUnsignedForDevelopment()
            : BundleTrust.pinnedPem(publicKey);
    try {
      return ShopRanker.open(Bundle.open(new File(bundle), trust));
    } catch (BundleException | IOException e) {
      throw new InputException("The bundle " + bundle + " cannot be used: " + e.getMessage(), e);
    }
  }
}
