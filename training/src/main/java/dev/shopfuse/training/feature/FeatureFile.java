package dev.shopfuse.training.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  private static final YAMLMapper YAML = new YAMLMapper();

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
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads YAML text.
   *
   * @throws InputException if it is no YAML or no feature contract
   */
  public static FeatureFile parse(String source, String yaml) {
    JsonNode tree;
    try {
      tree = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new InputException(
          source + " is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
    if (tree == null || tree instanceof MissingNode) {
      throw new InputException(source + " is empty; it needs a list under features");
    }
    YamlSection root = new YamlSection(source, tree);
    JsonNode features = root.value("features");
    root.refuseUnknownKeys();
    return of(source, features);
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
}
