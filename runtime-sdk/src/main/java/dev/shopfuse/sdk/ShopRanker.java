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
import dev.shopfuse.sdk.feature.UserContext;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
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
 * try (ShopRanker ranker = ShopRanker.open(file)) {
 *   RankRequest request =
 *       RankRequest.forUser(profile).visits(visits).candidates(shopIds).limit(10).build();
 *   for (RankedShop shop : ranker.rank(request).shops()) {
 *     show(shop.id(), shop.score());
 *   }
 * }
 * }</pre>
 */
public final class ShopRanker implements AutoCloseable {
  private final Manifest manifest;
  private final FeatureContract contract;
  private final Catalogue shops;
  private final RequestEncoder encoder;
  private final ShopScorer scorer;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private ShopRanker(Bundle bundle, RequestEncoder encoder, ShopScorer scorer) {
    // Not the bundle itself: its copy of the model may go once the session is made.
    this.manifest = bundle.manifest();
    this.contract = bundle.contract();
    this.shops = bundle.shops();
    this.encoder = encoder;
    this.scorer = scorer;
  }

  /**
   * Opens a bundle, checks all of it, and proves its golden vectors on this very device.
   *
   * @throws BundleException if the bundle is damaged, too new, too old, expired, or if this device
   *     computes other scores than it should
   * @throws IOException if the file cannot be read
   * @throws RankingException if ONNX Runtime is missing or fails
   */
  public static ShopRanker open(File file) throws BundleException, IOException {
    return open(Bundle.open(file));
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
    RequestEncoder encoder = new RequestEncoder(bundle);
    ShopScorer scorer = ShopScorer.open(bundle);
    boolean proven = false;
    try {
      new GoldenProof(encoder, scorer).prove(bundle);
      proven = true;
    } finally {
      if (!proven) {
        scorer.close();
      }
    }
    return new ShopRanker(bundle, encoder, scorer);
  }

  /**
   * Ranks the candidates of a request.
   *
   * @throws IllegalArgumentException if a candidate is not a shop of the model, or a value of the
   *     profile is malformed
   * @throws IllegalStateException if the ranker is closed
   * @throws RankingException if the engine fails or gives a score that is not a number
   */
  public Ranking rank(RankRequest request) {
    int[] candidates = encoder.candidates(request);
    float[] scores = score(encoder.context(request), candidates);
    List<RankedShop> ranked = new ArrayList<>(candidates.length);
    for (int i = 0; i < candidates.length; i++) {
      ranked.add(new RankedShop(shops.id(candidates[i]), scores[i]));
    }
    return Ranking.of(ranked, request.limit());
  }

  /**
   * Scores the candidates of a request and leaves them in their order: that of {@link
   * RankRequest#candidates()}, or of {@link #shopIds()} if all shops are asked for. The limit does
   * not count. It throws what {@link #rank} throws.
   */
  public float[] score(RankRequest request) {
    int[] candidates = encoder.candidates(request);
    return score(encoder.context(request), candidates);
  }

  private float[] score(UserContext context, int[] candidates) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "The ranker of " + manifest.name() + " is closed; open another one");
      }
      float[] scores = scorer.score(context, candidates);
      for (int i = 0; i < scores.length; i++) {
        if (Float.isNaN(scores[i])) {
          throw new RankingException(
              "The model gives shop \""
                  + shops.id(candidates[i])
                  + "\" a score that is not a number; go back to the bundle before it",
              null);
        }
      }
      return scores;
    } finally {
      lock.readLock().unlock();
    }
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
        scorer.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
