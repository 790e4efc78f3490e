package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.JsonNode;
import java.util.Locale;

/** The shape of a feature's values. Immutable. */
public enum FeatureKind {
  /** The identifier of the user, item or shop itself. */
  ID,
  /** One of many words. */
  CATEGORY,
  /** A number, as a bucket of a table or as a scaled column. */
  NUMBER,
  /** Several values of one target, pooled by their mean. */
  LIST,
  /** One value per visit of a user, pooled by their mean. */
  HISTORY;

  /** Returns the name in files, such as {@code category}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static FeatureKind read(JsonNode node) {
    for (FeatureKind kind : values()) {
      if (kind.key().equals(node.string())) {
        return kind;
      }
    }
    throw node.wrong("\"id\", \"category\", \"number\", \"list\" or \"history\"");
  }
}
