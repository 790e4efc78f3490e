package dev.shopfuse.training.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md name every setting, with its default, and no other. */
class ConfigurationGuideTest {
  private static final Pattern SECTION = Pattern.compile("^## `(\\w+)`$");
  private static final Pattern ROW = Pattern.compile("^\\| `([\\w.]+)` \\| `([^`]+)` \\|.*");

  @Test
  void guide_everySetting_standsThereWithItsDefault() throws IOException {
    List<String> written = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      Matcher title = SECTION.matcher(line);
      section = title.matches() ? title.group(1) : section;
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        written.add(section + "." + row.group(1) + ": " + row.group(2));
      }
    }
    List<String> settings = new ArrayList<>();
    add(settings, "", TrainingConfig.defaults().toTree());
    assertThat(written).containsExactlyInAnyOrderElementsOf(settings);
  }

  private static void add(List<String> settings, String name, JsonNode value) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              entry ->
                  add(
                      settings,
                      name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                      entry.getValue()));
    } else {
      settings.add(name + ": " + text(value));
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(part.asText()));
      return parts.toString();
    }
    return value.isDouble() && value.asDouble() == Math.rint(value.asDouble())
        ? Long.toString(value.asLong())
        : value.asText();
  }
}
