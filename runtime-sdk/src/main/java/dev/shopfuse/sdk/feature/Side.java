package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.JsonNode;
import java.util.Locale;

/** What a feature describes. Immutable. */
public enum Side {
  /** The user who visits. */
  USER,
  /** An item that is visited. */
  ITEM,
  /** A shop that is visited, and that is ranked. */
  SHOP;

  /** Returns the name in files: {@code user}, {@code item} or {@code shop}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Side read(JsonNode node) {
    for (Side side : values()) {
      if (side.key().equals(node.string())) {
        return side;
      }
    }
    throw node.wrong("\"user\", \"item\" or \"shop\"");
  }
}
