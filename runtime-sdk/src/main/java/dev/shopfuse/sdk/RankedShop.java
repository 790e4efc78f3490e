package dev.shopfuse.sdk;

/** A shop and its score. Immutable. */
public final class RankedShop {
  private final String id;
  private final float score;

  RankedShop(String id, float score) {
    this.id = id;
    this.score = score;
  }

  /** Returns the id of the shop. */
  public String id() {
    return id;
  }

  /** Returns the score: the predicted probability of a visit, 0 to 1. */
  public float score() {
    return score;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RankedShop
        && id.equals(((RankedShop) other).id)
        && Float.compare(score, ((RankedShop) other).score) == 0;
  }

  @Override
  public int hashCode() {
    return id.hashCode() * 31 + Float.floatToIntBits(score);
  }

  @Override
  public String toString() {
    return id + " " + score;
  }
}
