package dev.shopfuse.training.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.LineFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The trials of a search, one JSON object a line, after a first line that says what was searched.
 * Not thread-safe; one process writes at a time. A last line that was cut off counts as not
 * written.
 */
final class TrialFile {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String START = "{\"";

  private final LineFile file;
  private final List<Trial> trials = new ArrayList<>();

  /**
   * Opens a file, or starts it.
   *
   * @param search what is searched
   * @throws InputException if the file holds another search
   */
  TrialFile(Path path, ObjectNode search) {
    file = LineFile.open(path, START);
    List<String> lines = file.lines();
    if (lines.isEmpty()) {
      file.append(search.toString());
      return;
    }
    requireSame(path, search, lines.get(0));
    for (int i = 1; i < lines.size(); i++) {
      trials.add(read(path, lines.get(i), i + 1));
    }
  }

  private static void requireSame(Path path, ObjectNode search, String first) {
    JsonNode found = tree(path, first, 1);
    search
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().equals(found.get(entry.getKey()))) {
                throw new InputException(
                    "%s belongs to a search with another %s; give another --out."
                        .formatted(path, entry.getKey()));
              }
            });
  }

  private static Trial read(Path path, String line, int number) {
    try {
      return Trial.fromJson(tree(path, line, number));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s line %d is no trial; remove the line.".formatted(path, number), e);
    }
  }

  private static JsonNode tree(Path path, String line, int number) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new InputException(
          "%s line %d is no JSON; remove the line.".formatted(path, number), e);
    }
  }

  /** Returns the trials so far. */
  List<Trial> trials() {
    return trials;
  }

  /** Finds out before a trial whether it can be kept. */
  void requireUnchanged() {
    file.requireUnchanged();
  }

  void add(Trial trial) {
    trials.add(trial);
    file.append(trial.toJson().toString());
  }
}
