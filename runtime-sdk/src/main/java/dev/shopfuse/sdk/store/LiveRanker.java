package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Ranking;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ranker that follows a store: when another model comes into use, later calls rank with it. Calls
 * under way end with the model they began with, and the last of them frees it; no call is lost.
 *
 * <p>Thread-safe. It owns native memory: whoever opens it closes it. {@link #close()} may be called
 * again, and after it every call throws {@link IllegalStateException}.
 */
public class LiveRanker implements AutoCloseable {
  private final ModelStore store;
  private final Runnable follower = this::refreshIfPossible;
  private final Object swapping = new Object();
  private volatile @Nullable SharedRanker shared;
  private boolean closed;
  private volatile @Nullable Exception lastFailure;

  /** For {@link #follow} and tests. */
  LiveRanker(ModelStore store) {
    this.store = store;
  }

  /**
   * Opens the model in use and follows the store. Models that come into use through this very
   * {@link ModelStore} are followed at once; where another process installs them, call {@link
   * #refresh()} now and then.
   */
  public static LiveRanker follow(ModelStore store) throws BundleException, IOException {
    LiveRanker ranker = new LiveRanker(store);
    ranker.begin();
    return ranker;
  }

  final void begin() throws BundleException, IOException {
    // Before the model is opened: no installation falls between the two.
    store.follow(follower);
    try {
      refresh();
    } finally {
      if (shared == null) {
        close();
      }
    }
  }

  SharedRanker open() throws BundleException, IOException {
    return store.openShared();
  }

  /** Ranks the candidates of a request, as {@link ShopRanker#rank} does. */
  public Ranking rank(RankRequest request) {
    return call(ranker -> ranker.rank(request));
  }

  /**
   * Makes any call, or several that must see the same model. The ranker is for this call only: do
   * not keep it, do not close it.
   */
  public <T> T call(Function<ShopRanker, T> work) {
    SharedRanker leased = lease();
    try {
      return work.apply(leased.ranker());
    } finally {
      leased.release();
    }
  }

  private SharedRanker lease() {
    while (true) {
      SharedRanker candidate = shared;
      if (candidate == null) {
        throw new IllegalStateException("The live ranker is closed");
      }
      if (candidate.acquire()) {
        return candidate;
      }
      // It was swapped out between the two lines above; the next one is there already.
    }
  }

  /**
   * Changes to the model in use, if it is another one than before.
   *
   * @return whether it was another one
   * @throws BundleException if it cannot be used; the one before goes on
   */
  public boolean refresh() throws BundleException, IOException {
    synchronized (swapping) {
      boolean changed = false;
      // Again after each change: another model may have come into use while this one was opened.
      while (!closed && !isOpen(store.current())) {
        swap(open());
        changed = true;
      }
      return changed;
    }
  }

  private boolean isOpen(StoredModel inUse) {
    SharedRanker present = shared;
    return present != null && present.standsFor(inUse.sha256());
  }

  private void swap(@Nullable SharedRanker next) {
    SharedRanker before = shared;
    shared = next;
    if (before != null) {
      before.release();
    }
  }

  private void refreshIfPossible() {
    try {
      refresh();
      lastFailure = null;
    } catch (BundleException | IOException | RuntimeException e) {
      lastFailure = e;
    }
  }

  /** Returns why the last change of model failed, or null if it did not; ranking goes on. */
  public @Nullable Exception lastFailure() {
    return lastFailure;
  }

  /** Ends following. The native memory is freed when the last call under way returns. */
  @Override
  public void close() {
    store.unfollow(follower);
    synchronized (swapping) {
      closed = true;
      swap(null);
    }
  }
}
