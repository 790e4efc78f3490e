package dev.shopfuse.training.config;

/** How the vectors of several item samples become one giving vector. */
public enum Pooling {
  /** Their mean. */
  MEAN,
  /** Attention on the candidate shop. */
  ATTENTION
}
