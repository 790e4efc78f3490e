package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleSource;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Ranks shops with the model of one bundle.
 *
 * <p>Thread-safe. It owns native memory: whoever opens it closes it. {@link #close()} waits for
 * calls under way, may be called again, and after it every call throws {@link
 * IllegalStateException}.
 *
 * <pre>{@code
 * try (ShopRanker ranker = ShopRanker.open(file, BundleTrust.pinnedPem(publicKey))) {
 *   RankRequest request =
 *       RankRequest.forUser(profile).visits(visits).candidates(shopIds).limit(10).build();
 *   for (RankedShop shop : ranker.rank(request).shops()) {
 *     show(shop.id(), shop.score());
 *   }
 * }
 * }</pre>
 */
public final class ShopRanker implements AutoCloseable {
  private static final int MOST_THREADS = 64;

  private final Manifest manifest;
  private final FeatureContract contract;
  private final Catalogue shops;
  private final RankingEngine engine;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private ShopRanker(Bundle bundle, RankingEngine engine) {
    // Not the bundle itself: its copy of the model may go once the session is made.
    this.manifest = bundle.manifest();
    this.contract = bundle.contract();
    this.shops = bundle.shops();
    this.engine = engine;
  }

  /**
   * Opens a bundle that must be signed by a pinned key, checks all of it, and proves its golden
   * vectors on this very device.
   *
   * @throws BundleException if the bundle is damaged, untrusted, too new, too old, expired, or if
   *     this device computes other scores than it should
   * @throws IOException if the file cannot be read
   * @throws RankingException if ONNX Runtime is missing or fails
   */
  public static ShopRanker open(File file, BundleTrust trust) throws BundleException, IOException {
    return open(Bundle.open(file, trust));
  }

  /**
   * Opens the bundle that somebody keeps, such as {@code store.current()}, and tells the keeper how
   * it went.
   */
  public static ShopRanker open(BundleSource source) throws BundleException, IOException {
    try {
      Bundle bundle = source.open();
      source.loading();
      try {
        return open(bundle);
      } finally {
        source.survived();
      }
    } catch (BundleException e) {
      source.refused(e);
      throw e;
    }
  }

  /** Opens a bundle that is read already, and proves its golden vectors on this very device. */
  public static ShopRanker open(Bundle bundle) throws BundleException {
    return open(bundle, 1);
  }

  /**
   * Opens a bundle that is read already, to score each call with several threads. That pays for
   * thousands of candidates on an idle machine only; several calls at once need no such threads.
   *
   * @param threads how many threads share the work of one call, 1 to 64
   * @throws IllegalArgumentException if there are too few or too many threads
   */
  public static ShopRanker open(Bundle bundle, int threads) throws BundleException {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "The ranker is to use " + threads + " threads; allowed are 1 to " + MOST_THREADS);
    }
    try {
      return new ShopRanker(bundle, RankingEngine.open(bundle, threads));
    } catch (LinkageError e) {
      throw new RankingException(
          "ONNX Runtime cannot be loaded ("
              + e
              + "); add com.microsoft.onnxruntime:onnxruntime, on Android onnxruntime-android"
              + " (troubleshooting: engine-missing)",
          e);
    }
  }

  /**
   * Ranks the shops of a request.
   *
   * @throws IllegalArgumentException if a candidate is not a shop of the model, a value of the
   *     profile is malformed, or the request asks for items
   * @throws IllegalStateException if the ranker is closed
   * @throws RankingException if the engine fails or gives a score that is not a number
   */
  public Ranking rank(RankRequest request) {
    enter();
    try {
      return engine.rank(request);
    } finally {
      leave();
    }
  }

  /**
   * Ranks the shops of many users, one after the other, with one look at the lock. It throws what
   * {@link #rank} throws; the message says which request is wrong, and nothing is returned then.
   */
  public List<Ranking> rankAll(List<RankRequest> requests) {
    enter();
    try {
      return Collections.unmodifiableList(engine.rankAll(requests));
    } finally {
      leave();
    }
  }

  /**
   * Ranks the items of a request by the probability that the user visits them next, the best first;
   * equal scores are ordered by id.
   *
   * @throws IllegalArgumentException if a candidate is not an item of the model, a value of the
   *     profile is malformed, or the request asks for shops
   * @throws IllegalStateException if the ranker is closed, or the model does not score items: it
   *     has no item tower, or a shop gives to the items and decides their scores
   * @throws RankingException if the engine fails or gives a score that is not a number
   */
  public List<RankedItem> rankItems(RankRequest request) {
    enter();
    try {
      return Collections.unmodifiableList(engine.rankItems(request));
    } finally {
      leave();
    }
  }

  /**
   * Ranks the shops of a request and tells, for each shop returned, how much the user's item visits
   * moved it. It costs two rankings, and throws what {@link #rank} throws.
   */
  public List<ExplainedShop> explain(RankRequest request) {
    enter();
    try {
      return Collections.unmodifiableList(engine.explain(request));
    } finally {
      leave();
    }
  }

  /**
   * Scores the candidates of a request and leaves them in their order: that of {@link
   * RankRequest#candidates()}, or of {@link #shopIds()} if all shops are asked for. Filters and
   * limit do not count. It throws what {@link #rank} throws.
   */
  public float[] score(RankRequest request) {
    enter();
    try {
      return engine.score(request);
    } finally {
      leave();
    }
  }

  private void enter() {
    lock.readLock().lock();
    if (closed) {
      lock.readLock().unlock();
      throw new IllegalStateException(
          "The ranker of "
              + manifest.name()
              + " is closed; open another one (troubleshooting: ranker-closed)");
    }
  }

  private void leave() {
    lock.readLock().unlock();
  }

  /** Returns what the bundle says of itself, such as its name and version. */
  public Manifest manifest() {
    return manifest;
  }

  /** Returns the ids of the shops the model knows. */
  public List<String> shopIds() {
    return shops.ids();
  }

  /** Returns whether the model knows a shop, so that it can be a candidate. */
  public boolean knowsShop(String id) {
    return shops.contains(id);
  }

  /** Returns the columns of a user's profile that the model reads, sorted. */
  public Set<String> profileColumns() {
    Set<String> columns = new TreeSet<>();
    for (Feature feature : contract.staticFeatures(Side.USER)) {
      String column = feature.column();
      if (column != null) {
        columns.add(column);
      }
    }
    return Collections.unmodifiableSet(columns);
  }

  /** Waits for calls under way and frees the native memory. Calling it again does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        engine.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
