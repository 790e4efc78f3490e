package dev.shopfuse.training.config;

/** How a giving vector enters the receiving one. */
public enum Variant {
  /** The plain sum. */
  PLAIN,
  /** A learned scalar a layer. */
  SCALED,
  /** A learned matrix a layer. */
  PROJECTED,
  /** A sigmoid of both vectors and the user. */
  GATED
}
