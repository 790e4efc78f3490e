package dev.shopfuse.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Shops from the best to the worst. Immutable. */
public final class Ranking {
  /** Equal scores are ordered by id, so that equal inputs give equal lists on every platform. */
  private static final Comparator<RankedShop> BEST_FIRST =
      new Comparator<RankedShop>() {
        @Override
        public int compare(RankedShop left, RankedShop right) {
          int byScore = Float.compare(right.score(), left.score());
          return byScore != 0 ? byScore : left.id().compareTo(right.id());
        }
      };

  private final List<RankedShop> shops;

  private Ranking(List<RankedShop> shops) {
    this.shops = shops;
  }

  static Ranking of(List<RankedShop> scored, int limit) {
    List<RankedShop> sorted = new ArrayList<>(scored);
    Collections.sort(sorted, BEST_FIRST);
    List<RankedShop> best = sorted.subList(0, Math.min(limit, sorted.size()));
    return new Ranking(Collections.unmodifiableList(new ArrayList<>(best)));
  }

  /** Returns the shops, the best first; equal scores are ordered by id. */
  public List<RankedShop> shops() {
    return shops;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ranking && shops.equals(((Ranking) other).shops);
  }

  @Override
  public int hashCode() {
    return shops.hashCode();
  }

  @Override
  public String toString() {
    return shops.toString();
  }
}
