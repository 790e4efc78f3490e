package dev.shopfuse.training.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.Words;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One mapping of {@code features.yaml} that refuses keys nobody asked for. Not thread-safe. */
final class YamlSection {
  private final String where;
  private final JsonNode node;
  private final Set<String> known = new LinkedHashSet<>();

  YamlSection(String where, JsonNode node) {
    this.where = where;
    this.node = node;
    if (!node.isObject() && !node.isNull()) {
      throw new InputException(where + " is " + node + "; expected a mapping of keys");
    }
  }

  boolean has(String key) {
    known.add(key);
    return node.hasNonNull(key);
  }

  JsonNode value(String key) {
    known.add(key);
    return node.path(key);
  }

  String text(String key) {
    String value = optionalText(key);
    if (value == null) {
      throw new InputException(where + " has no " + key + "; add one");
    }
    return value;
  }

  @Nullable String optionalText(String key) {
    if (!has(key)) {
      return null;
    }
    JsonNode value = value(key);
    if (!value.isValueNode() || value.asText().isEmpty()) {
      throw wrong(key, value, "text");
    }
    return value.asText();
  }

  int integer(String key, int absent, int min, int max) {
    if (!has(key)) {
      return absent;
    }
    JsonNode value = value(key);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw wrong(key, value, "a whole number from " + min + " to " + max);
    }
    if (value.asInt() < min || value.asInt() > max) {
      throw wrong(key, value, "a whole number from " + min + " to " + max);
    }
    return value.asInt();
  }

  /** Returns the constant of this name, in lower case in the file. */
  <E extends Enum<E>> E constant(String key, E[] constants) {
    String text = text(key);
    StringBuilder allowed = new StringBuilder();
    for (E constant : constants) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      allowed.append(allowed.isEmpty() ? "" : ", ").append(name);
    }
    throw wrong(key, value(key), "one of " + allowed);
  }

  InputException wrong(String key, JsonNode value, String allowed) {
    return new InputException(where + ": " + key + " is " + value + "; expected " + allowed);
  }

  /** Refuses the first key that nobody asked for and names the nearest one that is allowed. */
  void refuseUnknownKeys() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InputException(
            "%s has an unknown key \"%s\"; did you mean \"%s\"? Allowed are %s"
                .formatted(where, name, Words.nearest(name, known), String.join(", ", known)));
      }
    }
  }
}
