package dev.shopfuse.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shopfuse.training.InputException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some settings by dotted key, such as {@code model.dropout}, that take the place of those of a
 * configuration. Immutable.
 *
 * @param values what to set, by key
 */
public record Settings(SortedMap<String, JsonNode> values) {
  private static final YAMLMapper YAML = new YAMLMapper();

  public Settings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Returns these settings.
   *
   * @param yaml keys and values in YAML, such as {@code "loss.item_weight: 0"}; one line each
   */
  public static Settings of(String... yaml) {
    try {
      SortedMap<String, JsonNode> values = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry :
          YAML.readTree(String.join("\n", yaml)).properties()) {
        values.put(entry.getKey(), entry.getValue());
      }
      return new Settings(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No YAML: " + String.join(", ", yaml), e);
    }
  }

  /**
   * Reads settings, by dotted keys or in sections as in a configuration.
   *
   * @param source names the text in messages
   * @throws InputException if the text is no mapping
   */
  public static Settings read(String source, String yaml) {
    JsonNode tree = YamlText.read(source, yaml);
    if (!tree.isObject() || tree.isEmpty()) {
      throw new InputException(
          source
              + " holds no settings; give lines such as model.dropout: 0.2, or a configuration.");
    }
    SortedMap<String, JsonNode> values = new TreeMap<>();
    flatten("", tree, values);
    return new Settings(values);
  }

  private static void flatten(String prefix, JsonNode section, Map<String, JsonNode> values) {
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      String key = prefix + entry.getKey();
      if (entry.getValue().isObject()) {
        flatten(key + ".", entry.getValue(), values);
      } else {
        values.put(key, entry.getValue());
      }
    }
  }

  /** Returns these settings and later ones, which win where both set the same key. */
  public Settings then(Settings later) {
    SortedMap<String, JsonNode> all = new TreeMap<>(values);
    all.putAll(later.values);
    return new Settings(all);
  }

  /**
   * Returns a configuration with these settings and everything else as it was.
   *
   * @param source what messages call the outcome
   * @throws InputException if a key is unknown, or a value is out of range or does not fit others
   */
  public TrainingConfig apply(String source, TrainingConfig config) {
    ObjectNode tree = (ObjectNode) config.toTree();
    values.forEach((key, value) -> set(source, tree, key, value));
    try {
      return TrainingConfig.parse(source, YAML.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always writable", e);
    }
  }

  private static void set(String source, ObjectNode tree, String key, JsonNode value) {
    String[] path = key.split("\\.", -1);
    ObjectNode section = tree;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode next = section.path(path[i]);
      if (next.isValueNode() || next.isArray()) {
        throw new InputException(
            "%s: %s cannot be set: %s is no section.".formatted(source, key, path[i]));
      }
      section = next.isObject() ? (ObjectNode) next : section.putObject(path[i]);
    }
    section.set(path[path.length - 1], value);
  }
}
