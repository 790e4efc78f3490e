package dev.shopfuse.sdk;

/**
 * A shop, its score, and how much the user's item visits moved it. Immutable.
 *
 * <p>The other score is that of the same request without its item visits: the item samples are the
 * learned row "none", which is then what is superposed, and the item histories are empty. That is a
 * user the model knows from training, one who never opened an item page; so both scores are the
 * model's own, and their difference is what the item visits did.
 */
public final class ExplainedShop extends Ranked {
  private final float scoreWithoutItemVisits;

  ExplainedShop(String id, float score, float scoreWithoutItemVisits) {
    super(id, score);
    this.scoreWithoutItemVisits = scoreWithoutItemVisits;
  }

  /** Returns the score the shop would have if the user had visited no item. */
  public float scoreWithoutItemVisits() {
    return scoreWithoutItemVisits;
  }

  /** Returns how far the item visits moved the score: up if above 0, down if below. */
  public float itemVisitEffect() {
    return score() - scoreWithoutItemVisits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExplainedShop
        && hasSameValues((ExplainedShop) other)
        && Float.compare(scoreWithoutItemVisits, ((ExplainedShop) other).scoreWithoutItemVisits)
            == 0;
  }

  @Override
  public int hashCode() {
    return super.hashCode() * 31 + Float.floatToIntBits(scoreWithoutItemVisits);
  }

  @Override
  public String toString() {
    return super.toString() + ", without item visits " + scoreWithoutItemVisits;
  }
}
