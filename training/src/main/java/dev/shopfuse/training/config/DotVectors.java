package dev.shopfuse.training.config;

/** What the vectors of the dot product are made of. */
public enum DotVectors {
  /** A learned matrix of all features of a side. */
  PROJECTED,
  /**
   * The sum of the looked up features as wide as the dot product: no matrix to overfit, and
   * features that share a table meet in one space.
   */
  SUMMED,
  /**
   * As {@code SUMMED}, but each table that both sides look up makes a product of its own: a history
   * of items meets a shop's items, a history of shops the shop, and nothing else.
   */
  TABLES
}
