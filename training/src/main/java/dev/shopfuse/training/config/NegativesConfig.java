package dev.shopfuse.training.config;

/**
 * How negatives are drawn, anew each epoch. Immutable.
 *
 * @param shops negatives of a shop visit
 * @param items negatives of a group of item samples
 * @param popularityShare share of the draws that follow popularity; the others are uniform
 * @param popularityPower exponent of the popularity
 */
public record NegativesConfig(
    int shops, int items, double popularityShare, double popularityPower) {

  static NegativesConfig read(ConfigSection section) {
    NegativesConfig config =
        new NegativesConfig(
            section.integer("shops", 4, 1, 10_000),
            section.integer("items", 4, 0, 10_000),
            section.number("popularity_share", 0.5, 0, 1),
            section.number("popularity_power", 0.75, 0, 1));
    section.refuseUnknownKeys();
    return config;
  }
}
