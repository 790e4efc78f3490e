package dev.shopfuse.training.config;

/**
 * How negatives are drawn, anew each epoch. Immutable.
 *
 * @param shops sampled negatives of a shop visit; where they are shared, of a whole batch
 * @param items negatives of a group of item samples
 * @param popularityShare share of the draws that follow popularity; the others are uniform
 * @param popularityPower exponent of the popularity
 * @param impressionShare share of the negatives that are taken from what the user was shown and did
 *     not visit, where that was logged; the others are drawn
 * @param sharing who meets a sampled shop; {@code batch} with no sampled shops is in-batch sampling
 * @param hardest of an example's shop negatives only so many count, those scored highest; 0 for all
 */
public record NegativesConfig(
    int shops,
    int items,
    double popularityShare,
    double popularityPower,
    double impressionShare,
    NegativeSharing sharing,
    int hardest) {

  /** Returns whether all examples of a batch meet the same shops. */
  public boolean shared() {
    return sharing == NegativeSharing.BATCH;
  }

  static NegativesConfig read(ConfigSection section) {
    NegativeSharing sharing = section.choice("sharing", NegativeSharing.EXAMPLE);
    int least = sharing == NegativeSharing.BATCH ? 0 : 1;
    NegativesConfig config =
        new NegativesConfig(
            section.integer("shops", 4, least, 10_000),
            section.integer("items", 4, 0, 10_000),
            section.number("popularity_share", 0.5, 0, 1),
            section.number("popularity_power", 0.75, 0, 1),
            section.number("impression_share", 0, 0, 1),
            sharing,
            section.integer("hardest", 0, 0, 10_000));
    section.refuseUnknownKeys();
    return config;
  }
}
