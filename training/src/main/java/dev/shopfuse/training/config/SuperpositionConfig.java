package dev.shopfuse.training.config;

import dev.shopfuse.training.InputException;

/**
 * How hidden vectors are superposed between adjacent layers. Immutable.
 *
 * @param direction who gives to whom
 * @param variant how the giving vector is added
 * @param pooling how several item samples become one vector
 */
public record SuperpositionConfig(Direction direction, Variant variant, Pooling pooling) {
  /** Refuses what is not built yet. */
  public SuperpositionConfig {
    if (variant != Variant.PLAIN) {
      throw new InputException(
          "model.superposition.variant is \"%s\"; this version trains \"plain\" only."
              .formatted(Labels.of(variant)));
    }
    if (pooling != Pooling.MEAN) {
      throw new InputException(
          "model.superposition.pooling is \"%s\"; this version trains \"mean\" only."
              .formatted(Labels.of(pooling)));
    }
  }

  /** Returns the plain sum with mean pooling in the given direction. */
  public static SuperpositionConfig plain(Direction direction) {
    return new SuperpositionConfig(direction, Variant.PLAIN, Pooling.MEAN);
  }

  static SuperpositionConfig read(ConfigSection section) {
    SuperpositionConfig config =
        new SuperpositionConfig(
            section.choice("direction", Direction.ITEM_TO_SHOP),
            section.choice("variant", Variant.PLAIN),
            section.choice("pooling", Pooling.MEAN));
    section.refuseUnknownKeys();
    return config;
  }
}
