package dev.shopfuse.sdk;

/** The kind of page a user visits. Immutable. */
public enum Page {
  /** The page of one item. */
  ITEM,
  /** The page of one shop. */
  SHOP
}
