package dev.shopfuse.training.model;

import java.io.Serializable;

/**
 * Which part of a model's state a {@link StateBlock} is. Immutable.
 *
 * @param part 0 the towers' parameters, 1 their updater state, then the tables in their order
 * @param number of the block within the part
 */
public record BlockKey(int part, int number) implements Serializable {
  static final int PARAMETERS = 0;
  static final int UPDATER = 1;
  static final int TABLES = 2;
}
