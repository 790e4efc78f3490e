package dev.shopfuse.training.config;

import dev.shopfuse.training.InputException;

/**
 * The weights of the two losses. Immutable.
 *
 * @param itemWeight weight of the mean binary cross entropy of the item prediction; 0 or more
 * @param shopWeight weight of the mean binary cross entropy of the shop prediction; above 0
 */
public record LossConfig(double itemWeight, double shopWeight) {
  /** Refuses a shop weight of 0: the shop tower would learn nothing. */
  public LossConfig {
    if (shopWeight <= 0) {
      throw new InputException(
          "loss.shop_weight is "
              + shopWeight
              + "; it must be above 0, the shop is what is ranked.");
    }
  }

  static LossConfig read(ConfigSection section) {
    LossConfig config =
        new LossConfig(
            section.number("item_weight", 0.5, 0, 1e6), section.number("shop_weight", 1.0, 0, 1e6));
    section.refuseUnknownKeys();
    return config;
  }
}
