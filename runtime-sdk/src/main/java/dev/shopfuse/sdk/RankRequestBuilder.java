package dev.shopfuse.sdk;

import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link RankRequest}; {@link #build()} checks it. One of {@link #candidates}, {@link
 * #allShops}, {@link #items} and {@link #allItems} says what to rank. Not thread-safe; one per
 * thread.
 */
public final class RankRequestBuilder {
  /** No model reads more of a log. */
  private static final int MOST_LOGGED = FeatureContract.MAX_ITEM_SAMPLES + Feature.MAX_LENGTH;

  final Map<String, String> profile;
  final List<Visit> visits = new ArrayList<>();
  final Set<String> candidates = new LinkedHashSet<>();
  final Set<String> blocked = new LinkedHashSet<>();
  @Nullable Set<String> allowed;
  boolean excludesVisited;
  int limit = RankRequest.NO_LIMIT;
  private final Set<Target> targets = new LinkedHashSet<>();

  /** What can be asked for. */
  private enum Target {
    CANDIDATES,
    ALL_SHOPS,
    ITEMS,
    ALL_ITEMS
  }

  RankRequestBuilder(Map<String, String> profile) {
    this.profile = new LinkedHashMap<>(profile);
  }

  /** Adds visits; default: none. Items and shops the model does not know are welcome. */
  public RankRequestBuilder visits(Collection<Visit> visits) {
    addAll(visits, this.visits, "visits");
    return this;
  }

  /** Adds the newest visits of a log, as many to each page as any model reads: 1,064. */
  public RankRequestBuilder visits(VisitLog log) {
    for (Page page : Page.values()) {
      visits(log.recent(page, MOST_LOGGED));
    }
    return this;
  }

  /** Adds shops to rank; one that is given twice is ranked once. */
  public RankRequestBuilder candidates(Collection<String> shopIds) {
    addAll(shopIds, candidates, "candidates");
    targets.add(Target.CANDIDATES);
    return this;
  }

  /** Ranks all shops the model knows. */
  public RankRequestBuilder allShops() {
    targets.add(Target.ALL_SHOPS);
    return this;
  }

  /** Adds items to rank; one that is given twice is ranked once. */
  public RankRequestBuilder items(Collection<String> itemIds) {
    addAll(itemIds, candidates, "items");
    targets.add(Target.ITEMS);
    return this;
  }

  /** Ranks all items the model knows. */
  public RankRequestBuilder allItems() {
    targets.add(Target.ALL_ITEMS);
    return this;
  }

  /** Returns only these; default: any. Ids the model does not know are welcome. */
  public RankRequestBuilder allow(Collection<String> ids) {
    if (allowed == null) {
      allowed = new LinkedHashSet<>();
    }
    addAll(ids, allowed, "allowed ids");
    return this;
  }

  /** Leaves these out; default: none. Ids the model does not know are welcome. */
  public RankRequestBuilder block(Collection<String> ids) {
    addAll(ids, blocked, "blocked ids");
    return this;
  }

  /** Leaves out the shops, or the items, that are among the visits of this request. */
  public RankRequestBuilder excludeVisited() {
    excludesVisited = true;
    return this;
  }

  private static <T> void addAll(Collection<T> given, Collection<? super T> target, String what) {
    for (T each : given) {
      if (each == null) {
        throw new IllegalArgumentException("Among the " + what + " is null; leave it out");
      }
      target.add(each);
    }
  }

  /**
   * Sets how many shops or items to return at most; default: all.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public RankRequestBuilder limit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "Limit is " + limit + "; it must be at least 1, or leave it out for no limit");
    }
    this.limit = limit;
    return this;
  }

  /**
   * Returns the request.
   *
   * @throws IllegalArgumentException unless exactly one thing is to be ranked
   */
  public RankRequest build() {
    if (targets.size() != 1) {
      throw new IllegalArgumentException(
          "The request asks for "
              + (targets.isEmpty() ? "nothing" : targets.toString())
              + "; give one of candidates, all shops, items, all items");
    }
    Target target = targets.iterator().next();
    boolean ofItems = target == Target.ITEMS || target == Target.ALL_ITEMS;
    boolean all = target == Target.ALL_SHOPS || target == Target.ALL_ITEMS;
    return new RankRequest(this, ofItems ? Page.ITEM : Page.SHOP, all);
  }
}
