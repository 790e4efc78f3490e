package dev.shopfuse.sample;

import org.jspecify.annotations.Nullable;

/** One shop of the list, and why it is there. Immutable. */
final class Recommendation {
  private final String shopId;
  private final float score;
  private final float scoreWithoutItemVisits;
  private final @Nullable Integer rise;

  /**
   * Makes a recommendation.
   *
   * @param rise how many places it has risen since the user had visited nothing; null if nothing
   *     has been visited yet
   */
  Recommendation(String shopId, float score, float scoreWithoutItemVisits, @Nullable Integer rise) {
    this.shopId = shopId;
    this.score = score;
    this.scoreWithoutItemVisits = scoreWithoutItemVisits;
    this.rise = rise;
  }

  String shopId() {
    return shopId;
  }

  float score() {
    return score;
  }

  /** Returns how many places it has risen; null if the user has visited nothing yet. */
  @Nullable Integer rise() {
    return rise;
  }

  /** Returns the share of the score that came from item visits in percent; negative: they cost. */
  int itemShare() {
    return Math.round(100 * (score - scoreWithoutItemVisits) / score);
  }
}
