package dev.shopfuse.training.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shopfuse.training.InputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads YAML text into a tree; what is wrong is named by file, line and column. */
public final class YamlText {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /** Jackson has no exception of its own for it. */
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");

  private YamlText() {}

  /**
   * Reads a text.
   *
   * @param source names the text in messages
   * @return a missing node if the text is empty
   * @throws InputException if it is no YAML, or a mapping has a key twice
   */
  public static JsonNode read(String source, String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      Matcher duplicate = DUPLICATE.matcher(e.getOriginalMessage());
      if (duplicate.matches()) {
        throw new InputException(
            "%s%s: the key %s stands there for the second time; remove one of them."
                .formatted(source, where, duplicate.group(1)),
            e);
      }
      // The parser's own message has the places, and the text there, on indented lines.
      String what =
          e.getOriginalMessage()
              .lines()
              .filter(line -> !line.startsWith(" "))
              .collect(Collectors.joining(", "));
      throw new InputException(
          "%s%s is no valid YAML: %s; mend it there or just above.".formatted(source, where, what),
          e);
    }
  }
}
