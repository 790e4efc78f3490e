package dev.shopfuse.training.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.table.LineFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured so far, one JSON object a line, so that an interrupted table goes on where it
 * stopped. Not thread-safe; one process writes at a time.
 *
 * <p>A line names what it depends on by a digest of data, settings and split; lines of other tables
 * may stand in the same file. A last line that was cut off counts as not written.
 */
public final class BaselineResults {
  private static final JsonMapper JSON = new JsonMapper();

  /** How every line starts. */
  private static final String START = "{\"row\":";

  private final @Nullable LineFile file;
  private final Map<String, BaselineRun> runs = new HashMap<>();

  private BaselineResults(@Nullable LineFile file) {
    this.file = file;
  }

  /** Returns results that live in memory only. */
  public static BaselineResults inMemory() {
    return new BaselineResults(null);
  }

  /**
   * Returns the results of a file, which need not exist yet and grows with each run.
   *
   * @throws InputException if it cannot be read, or a line in it is no result
   */
  public static BaselineResults in(Path file) {
    LineFile lines = LineFile.open(file, START);
    BaselineResults results = new BaselineResults(lines);
    int number = 0;
    for (String line : lines.lines()) {
      number++;
      results.read(line, file, number);
    }
    return results;
  }

  Optional<BaselineRun> find(String digest, long seed) {
    return Optional.ofNullable(runs.get(key(digest, seed)));
  }

  /** Finds out before a run whether its result can be kept. */
  void requireUnchanged() {
    if (file != null) {
      file.requireUnchanged();
    }
  }

  void add(String digest, Baseline baseline, BaselineRun run) {
    runs.put(key(digest, run.seed()), run);
    if (file != null) {
      file.append(write(digest, baseline, run).toString());
    }
  }

  private static String key(String digest, long seed) {
    return digest + "/" + seed;
  }

  private void read(String line, Path file, int number) {
    try {
      JsonNode node = JSON.readTree(line);
      BaselineRun run = run(node);
      runs.put(key(node.required("digest").asText(), run.seed()), run);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InputException(
          "%s line %d is no result of a baseline; give another file or remove the line."
              .formatted(file, number),
          e);
    }
  }

  private static BaselineRun run(JsonNode node) {
    Map<String, Double> values = new LinkedHashMap<>();
    node.required("metrics")
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().doubleValue()));
    List<int[]> ranks = new ArrayList<>();
    for (JsonNode places : node.required("ranks")) {
      int[] user = new int[places.size()];
      for (int i = 0; i < user.length; i++) {
        user[i] = places.get(i).intValue();
      }
      ranks.add(user);
    }
    return new BaselineRun(
        node.required("seed").longValue(),
        new Metrics(ranks.size(), values),
        ranks,
        node.required("seconds").doubleValue());
  }

  private static ObjectNode write(String digest, Baseline baseline, BaselineRun run) {
    ObjectNode node = JSON.createObjectNode();
    node.put("row", baseline.label()).put("seed", run.seed()).put("digest", digest);
    node.put("seconds", run.seconds());
    run.metrics().values().forEach(node.putObject("metrics")::put);
    ArrayNode ranks = node.putArray("ranks");
    for (int[] user : run.ranks()) {
      ArrayNode places = ranks.addArray();
      for (int place : user) {
        places.add(place);
      }
    }
    return node;
  }
}
