package dev.shopfuse.training.baseline;

import java.util.Locale;

/** A row of the baseline table, weakest first. */
public enum Baseline {
  POPULARITY("most visited shops, the same for everyone"),
  ITEM_TO_SHOP("shops that sell most of the items the user visited"),
  SHOP_ONLY("one tower without any item information"),
  SHARED("both towers on shared embeddings, nothing superposed"),
  FUSED("both towers, plain superposition from items to shops");

  private final String description;

  Baseline(String description) {
    this.description = description;
  }

  /** Returns the name in tables and JSON, such as {@code shop_only}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is, in a few words. */
  public String description() {
    return description;
  }

  /** Returns whether it is trained, so that its figures depend on a seed. */
  public boolean isTrained() {
    return this != POPULARITY && this != ITEM_TO_SHOP;
  }
}
