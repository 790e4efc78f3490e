package dev.shopfuse.training.config;

import dev.shopfuse.training.InputException;

/**
 * How hidden vectors are superposed between adjacent layers. Immutable.
 *
 * @param direction who gives to whom
 * @param variant how the giving vector is added
 * @param pooling how several item samples become one vector
 * @param layerNorm whether both vectors are brought to mean 0 and variance 1 before the sum
 * @param l1 L1 penalty on the matrix of {@link Variant#PROJECTED}; 0 for none
 */
public record SuperpositionConfig(
    Direction direction, Variant variant, Pooling pooling, boolean layerNorm, double l1) {

  /** Refuses a penalty on a matrix that the variant does not have. */
  public SuperpositionConfig {
    if (l1 > 0 && variant != Variant.PROJECTED) {
      throw new InputException(
          "model.superposition.l1 is %s with model.superposition.variant \"%s\", which has no matrix; choose variant \"projected\", or an l1 of 0."
              .formatted(l1, Labels.of(variant)));
    }
  }

  /** Returns the plain sum with mean pooling in the given direction. */
  public static SuperpositionConfig plain(Direction direction) {
    return new SuperpositionConfig(direction, Variant.PLAIN, Pooling.MEAN, false, 0);
  }

  static SuperpositionConfig read(ConfigSection section) {
    SuperpositionConfig config =
        new SuperpositionConfig(
            section.choice("direction", Direction.ITEM_TO_SHOP),
            section.choice("variant", Variant.PLAIN),
            section.choice("pooling", Pooling.MEAN),
            section.flag("layer_norm", false),
            section.number("l1", 0, 0, 10));
    section.refuseUnknownKeys();
    return config;
  }
}
