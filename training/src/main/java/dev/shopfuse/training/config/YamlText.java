package dev.shopfuse.training.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shopfuse.training.InputException;
import java.util.stream.Collectors;

/** Reads YAML text into a tree; what is wrong is named by file, line and column. */
public final class YamlText {
  private static final YAMLMapper YAML = new YAMLMapper();

  private YamlText() {}

  /**
   * Reads a text.
   *
   * @param source names the text in messages
   * @return a missing node if the text is empty
   * @throws InputException if it is no YAML
   */
  public static JsonNode read(String source, String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
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
