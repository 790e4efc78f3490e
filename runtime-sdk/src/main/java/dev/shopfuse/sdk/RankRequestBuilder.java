package dev.shopfuse.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a {@link RankRequest}; {@link #build()} checks it. Not thread-safe; one per thread. */
public final class RankRequestBuilder {
  final Map<String, String> profile;
  final List<Visit> visits = new ArrayList<>();
  final Set<String> candidates = new LinkedHashSet<>();
  int limit = RankRequest.NO_LIMIT;
  private boolean candidatesGiven;
  private boolean allShops;

  RankRequestBuilder(Map<String, String> profile) {
    this.profile = new LinkedHashMap<>(profile);
  }

  /** Adds visits; default: none. Items and shops the model does not know are welcome. */
  public RankRequestBuilder visits(Collection<Visit> visits) {
    this.visits.addAll(visits);
    return this;
  }

  /** Adds shops to rank; one that is given twice is ranked once. */
  public RankRequestBuilder candidates(Collection<String> shopIds) {
    candidates.addAll(shopIds);
    candidatesGiven = true;
    return this;
  }

  /** Ranks all shops the model knows. */
  public RankRequestBuilder allShops() {
    allShops = true;
    return this;
  }

  /**
   * Sets how many shops to return at most; default: all.
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
   * @throws IllegalArgumentException unless either candidates or all shops are asked for
   */
  public RankRequest build() {
    if (candidatesGiven == allShops) {
      throw new IllegalArgumentException(
          (allShops ? "Both candidates and all shops are" : "Neither candidates nor all shops are")
              + " to be ranked; give candidates, or ask for all shops");
    }
    return new RankRequest(this, allShops);
  }
}
