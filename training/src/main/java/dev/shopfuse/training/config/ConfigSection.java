package dev.shopfuse.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One mapping of a configuration file, read key by key. Not thread-safe.
 *
 * <p>Every key that is asked for counts as known; {@link #refuseUnknownKeys} then names the first
 * one that nobody asked for.
 */
final class ConfigSection {
  private final String source;
  private final String path;
  private final JsonNode node;
  private final Set<String> known = new LinkedHashSet<>();

  ConfigSection(String source, String path, JsonNode node) {
    this.source = source;
    this.path = path;
    this.node = node;
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      throw new InputException(
          source + ": " + (path.isEmpty() ? "the file" : path) + " must be a mapping of keys.");
    }
  }

  /** Returns a nested mapping; an absent one reads as empty. */
  ConfigSection section(String key) {
    return new ConfigSection(source, name(key), value(key));
  }

  /** Returns the list under a key as it stands; missing if absent. */
  JsonNode list(String key) {
    JsonNode value = value(key);
    if (!value.isMissingNode() && !value.isArray()) {
      throw refused(key, value, "a list");
    }
    return value;
  }

  int integer(String key, int absent, int min, int max) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return absent;
    }
    return integer(key, value, min, max);
  }

  double number(String key, double absent, double min, double max) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
      throw refused(key, value, "a number from " + min + " to " + max);
    }
    return value.doubleValue();
  }

  double numberBelow(String key, double absent, double min, double limit) {
    double number = number(key, absent, min, limit);
    if (number >= limit) {
      throw refused(key, value(key), "a number from " + min + " to below " + limit);
    }
    return number;
  }

  List<Integer> integers(String key, List<Integer> absent, int least, int min, int max) {
    JsonNode value = list(key);
    if (value.isMissingNode()) {
      return absent;
    }
    List<Integer> integers = new ArrayList<>();
    for (JsonNode element : value) {
      integers.add(integer(key, element, min, max));
    }
    if (integers.size() < least) {
      throw refused(key, value, "a list of at least " + least + " whole numbers");
    }
    return integers;
  }

  boolean flag(String key, boolean absent) {
    JsonNode value = value(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused(key, value, "true or false");
    }
    return value.asBoolean(absent);
  }

  <T extends Enum<T>> T choice(String key, T absent) {
    return choice(key, absent, Labels::of);
  }

  <T extends Enum<T>> T choice(String key, T absent, Function<T, String> label) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return absent;
    }
    T[] choices = absent.getDeclaringClass().getEnumConstants();
    for (T choice : choices) {
      if (label.apply(choice).equals(value.asText())) {
        return choice;
      }
    }
    throw refused(key, value, "one of " + Arrays.stream(choices).map(label).toList());
  }

  /** Refuses the first key that was never asked for and names the nearest known one. */
  void refuseUnknownKeys() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InputException(
            "%s: %s is not a known key; did you mean \"%s\"? Known here: %s."
                .formatted(
                    source, name(name), Words.nearest(name, known), String.join(", ", known)));
      }
    }
  }

  private int integer(String key, JsonNode value, int min, int max) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw refused(key, value, "a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  private JsonNode value(String key) {
    known.add(key);
    JsonNode value = node.path(key);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private InputException refused(String key, JsonNode value, String allowed) {
    return new InputException(
        "%s: %s is %s; it must be %s.".formatted(source, name(key), value, allowed));
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
