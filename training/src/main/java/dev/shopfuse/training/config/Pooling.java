package dev.shopfuse.training.config;

/** How several vectors become one. */
public enum Pooling {
  /** Their mean. */
  MEAN,
  /** Attention: of item samples on the candidate shop, of a history on a learned query. */
  ATTENTION
}
