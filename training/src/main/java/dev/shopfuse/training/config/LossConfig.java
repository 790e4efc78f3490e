package dev.shopfuse.training.config;

import dev.shopfuse.training.InputException;

/**
 * The two losses. Immutable.
 *
 * @param itemWeight weight of the item prediction's loss; 0 or more
 * @param shopWeight weight of the shop prediction's loss; above 0
 * @param weighting whether these weights are all, or learned ones multiply them
 * @param shop the loss of the shop prediction; items have binary cross entropy, or the focal loss
 *     if shops have it
 * @param focalGamma how strongly the focal loss leans on rows predicted badly
 * @param popularityCorrection how much of the logarithm of a candidate's sampling frequency the
 *     losses that compare candidates subtract from its logit: 1 estimates the softmax over all
 *     shops, 0 leaves popular candidates the harder ones
 */
public record LossConfig(
    double itemWeight,
    double shopWeight,
    LossWeighting weighting,
    ShopLoss shop,
    double focalGamma,
    double popularityCorrection) {
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
            section.number("item_weight", 0.5, 0, 1e6),
            section.number("shop_weight", 1.0, 0, 1e6),
            section.choice("weighting", LossWeighting.FIXED),
            section.choice("shop", ShopLoss.BCE),
            section.number("focal_gamma", 2, 0, 10),
            section.number("popularity_correction", 1, 0, 1));
    section.refuseUnknownKeys();
    return config;
  }
}
