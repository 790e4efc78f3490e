package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.ShopRanker;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A ranker with several holders; the last one to release it closes it. It starts with one holder.
 * Thread-safe.
 */
final class SharedRanker {
  private final ShopRanker ranker;
  private final AtomicInteger holders = new AtomicInteger(1);

  SharedRanker(ShopRanker ranker) {
    this.ranker = ranker;
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
