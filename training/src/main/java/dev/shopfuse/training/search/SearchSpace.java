package dev.shopfuse.training.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.config.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The settings that a search varies, as a person declares them. Immutable.
 *
 * <pre>
 * model.dropout: [0, 0.2, 0.4]                                    one of a list
 * negatives.shops: {from: 1, to: 16}                              whole, as the setting is
 * loss.item_weight: {from: 0, to: 1}                              any number between
 * training.learning_rate: {from: 0.0003, to: 0.01, scale: log}    by its logarithm
 * </pre>
 */
public final class SearchSpace {
  private final SortedMap<String, Range> ranges;
  private final String text;

  private SearchSpace(SortedMap<String, Range> ranges, String text) {
    this.ranges = ranges;
    this.text = text;
  }

  /**
   * Reads a YAML file.
   *
   * @param base the configuration that is varied
   * @throws InputException if it cannot be read or declares no space
   */
  public static SearchSpace read(Path file, TrainingConfig base) {
    try {
      return parse(file.toString(), Files.readString(file), base);
    } catch (IOException e) {
      throw new InputException("Search space " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads YAML text.
   *
   * @param source names the text in messages
   * @param base the configuration that is varied
   * @throws InputException if it declares no space
   */
  public static SearchSpace parse(String source, String yaml, TrainingConfig base) {
    JsonNode tree = YamlText.read(source, yaml);
    if (!tree.isObject() || tree.isEmpty()) {
      throw new InputException(
          source + " declares no search space; give lines such as model.dropout: [0, 0.2].");
    }
    JsonNode present = base.toTree();
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String key = entry.getKey();
      boolean whole = !present.at("/" + key.replace('.', '/')).isFloatingPointNumber();
      ranges.put(key, Range.read(source + ": " + key, entry.getValue(), whole));
    }
    return new SearchSpace(ranges, tree.toString());
  }

  /** Returns the settings of a trial; equal seeds and numbers give equal ones. */
  public Settings draw(long seed, int trial) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + trial);
    SortedMap<String, JsonNode> values = new TreeMap<>();
    ranges.forEach((key, range) -> values.put(key, range.draw(random)));
    return new Settings(values);
  }

  /** Returns the declaration in one line, equal for equal spaces. */
  String describe() {
    return text;
  }
}
