package dev.shopfuse.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The first setting in which two trees differ. Immutable.
 *
 * @param name its dotted name, such as {@code model.dropout}
 * @param left its value in the one tree as JSON, or "missing" if it has none
 * @param right its value in the other
 */
public record JsonDifference(String name, String left, String right) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Compares.
   *
   * @param ignored dotted names that may differ
   * @return empty if everything else is equal
   */
  public static Optional<JsonDifference> first(
      JsonNode left, JsonNode right, Collection<String> ignored) {
    return first("", read(left), read(right), ignored);
  }

  /** Both sides as read, so that 1 and 1.0 and their Java types compare alike. */
  private static JsonNode read(JsonNode tree) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(tree));
    } catch (IOException e) {
      throw new UncheckedIOException("A tree is always writable", e);
    }
  }

  private static Optional<JsonDifference> first(
      String name, JsonNode left, JsonNode right, Collection<String> ignored) {
    if (left.equals(right) || ignored.contains(name)) {
      return Optional.empty();
    }
    if (!left.isObject() || !right.isObject()) {
      return Optional.of(new JsonDifference(name, text(left), text(right)));
    }
    Set<String> keys = new LinkedHashSet<>();
    left.fieldNames().forEachRemaining(keys::add);
    right.fieldNames().forEachRemaining(keys::add);
    return keys.stream()
        .map(
            key ->
                first(
                    name.isEmpty() ? key : name + "." + key,
                    left.path(key),
                    right.path(key),
                    ignored))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }
}
