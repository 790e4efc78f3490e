package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.ShopRanker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A ranker with several holders; the last one to release it closes it. It starts with one holder.
 * Thread-safe.
 */
final class SharedRanker {
  private final ShopRanker ranker;
  private final String sha256;
  private final @Nullable String passedOver;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * Creates the holding of a ranker.
   *
   * @param sha256 the digest of the bundle that it was opened from
   * @param passedOver that of a model which cannot be used and yet stays in use, or null
   */
  SharedRanker(ShopRanker ranker, String sha256, @Nullable String passedOver) {
    this.ranker = ranker;
    this.sha256 = sha256;
    this.passedOver = passedOver;
  }

  /** Returns whether opening the store again would give this one while this model is in use. */
  boolean standsFor(String inUse) {
    return inUse.equals(sha256) || inUse.equals(passedOver);
  }

  /** Adds a holder; returns false if the last one has gone. */
  boolean acquire() {
    int present = holders.get();
    while (present > 0) {
      if (holders.compareAndSet(present, present + 1)) {
        return true;
      }
      present = holders.get();
    }
    return false;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      ranker.close();
    }
  }

  ShopRanker ranker() {
    return ranker;
  }
}
