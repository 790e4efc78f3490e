package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.training.InputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.broadcast.Broadcast;

/**
 * The rankers of this process, one a bundle: tasks of an executor share its session and its tables.
 *
 * <p>Owns them; an executor's end with its process, those of the driver's process with {@link
 * #close}. Thread-safe.
 */
final class SharedRankers {
  private static final Map<Long, ShopRanker> OPEN = new ConcurrentHashMap<>();

  private SharedRankers() {}

  /**
   * Returns the ranker of a bundle, opened and proven by its golden vectors the first time.
   *
   * @param bundle what the file holds
   * @param publicKey PEM of the key that must have signed it; empty accepts any
   * @throws InputException if the bundle is refused
   */
  static ShopRanker of(Broadcast<byte[]> bundle, String publicKey) {
    return OPEN.computeIfAbsent(bundle.id(), id -> openCopy(bundle.value(), publicKey));
  }

  /** Closes the ranker of a bundle in this process, if there is one. */
  static void close(Broadcast<byte[]> bundle) {
    ShopRanker ranker = OPEN.remove(bundle.id());
    if (ranker != null) {
      ranker.close();
    }
  }

  private static ShopRanker openCopy(byte[] bundle, String publicKey) {
    try {
      Path file = Files.createTempFile("ranker", ".shopfuse");
      try {
        Files.write(file, bundle);
        return open(file.toString(), publicKey);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the bundle's copy for this process", e);
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
