package dev.shopfuse.sdk;

/** An item and its score. Immutable. */
public final class RankedItem extends Ranked {
  RankedItem(String id, float score) {
    super(id, score);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RankedItem && hasSameValues((RankedItem) other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
