package dev.shopfuse.sdk;

/** A shop and its score. Immutable. */
public final class RankedShop extends Ranked {
  RankedShop(String id, float score) {
    super(id, score);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RankedShop && hasSameValues((RankedShop) other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
