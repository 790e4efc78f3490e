package dev.shopfuse.sdk;

import java.util.Collections;
import java.util.List;

/** Shops from the best to the worst. Immutable. */
public final class Ranking {
  private final List<RankedShop> shops;

  /** Takes the list over: nobody else may change it. */
  Ranking(List<RankedShop> shops) {
    this.shops = Collections.unmodifiableList(shops);
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
