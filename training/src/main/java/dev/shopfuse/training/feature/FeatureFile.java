package dev.shopfuse.training.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The feature contract as a person writes it.
 *
 * <p>A mapping with the key {@code features}, a list of entries; unknown keys are refused with the
 * nearest known one. Immutable.
 *
 * @param source what messages call it
 * @param definitions the entries in their order
 */
public record FeatureFile(String source, List<FeatureDefinition> definitions) {
  /** Copies the list. */
  public FeatureFile {
    definitions = List.copyOf(definitions);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it cannot be read or is no feature contract
   */
  public static FeatureFile read(Path file) {
    return parse(file.getFileName().toString(), text(file));
  }

  /**
   * Reads YAML text.
   *
   * @throws InputException if it is no YAML or no feature contract
   */
  public static FeatureFile parse(String source, String yaml) {
    return of(source, list(source, yaml));
  }

  /**
   * Returns the list of a file as it stands there.
   *
   * @throws InputException if it cannot be read or has no such list
   */
  public static JsonNode list(Path file) {
    return list(file.toString(), text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode list(String source, String yaml) {
    JsonNode tree = YamlText.read(source, yaml);
    if (tree.isMissingNode()) {
      throw new InputException(source + " is empty; it needs a list under features");
    }
    YamlSection root = new YamlSection(source, tree);
    JsonNode features = root.value("features");
    root.refuseUnknownKeys();
    return features;
  }

  /**
   * Reads the list of features of a larger file.
   *
   * @throws InputException if it is no list of features
   */
  public static FeatureFile of(String source, JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw new InputException(source + " has no features; list at least one under features");
    }
    List<FeatureDefinition> definitions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode entry : list) {
      FeatureDefinition definition = FeatureEntry.read(source, definitions.size() + 1, entry);
      if (!names.add(definition.name())) {
        throw new InputException(
            "%s has two features named \"%s\"; rename one".formatted(source, definition.name()));
      }
      definitions.add(definition);
    }
    return new FeatureFile(source, definitions);
  }

  /** Returns in words where the definitions first differ from others; empty if they are equal. */
  public Optional<String> difference(FeatureFile other) {
    for (int i = 0; i < Math.min(definitions.size(), other.definitions.size()); i++) {
      FeatureDefinition own = definitions.get(i);
      FeatureDefinition theirs = other.definitions.get(i);
      if (!own.equals(theirs)) {
        return Optional.of(
            own.name().equals(theirs.name())
                ? "feature \"%s\" is %s instead of %s".formatted(own.name(), own, theirs)
                : "feature %d is \"%s\" instead of \"%s\""
                    .formatted(i + 1, own.name(), theirs.name()));
      }
    }
    return definitions.size() == other.definitions.size()
        ? Optional.empty()
        : Optional.of(
            "%d features instead of %d".formatted(definitions.size(), other.definitions.size()));
  }
}
