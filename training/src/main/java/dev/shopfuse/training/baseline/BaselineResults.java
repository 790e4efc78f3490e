package dev.shopfuse.training.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.evaluate.Metrics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  private final @Nullable Path file;
  private final Map<String, BaselineRun> runs = new HashMap<>();

  private BaselineResults(@Nullable Path file) {
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
    BaselineResults results = new BaselineResults(file);
    if (Files.exists(file)) {
      results.read(file);
    }
    return results;
  }

  Optional<BaselineRun> find(String digest, long seed) {
    return Optional.ofNullable(runs.get(key(digest, seed)));
  }

  void add(String digest, Baseline baseline, BaselineRun run) {
    runs.put(key(digest, run.seed()), run);
    if (file != null) {
      append(file, write(digest, baseline, run) + "\n");
    }
  }

  private static String key(String digest, long seed) {
    return digest + "/" + seed;
  }

  private static void append(Path file, String line) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(StandardCharsets.UTF_8.encode(line));
      channel.force(true);
    } catch (IOException e) {
      throw new InputException("Results cannot be written to " + file + ": " + e, e);
    }
  }

  private void read(Path file) {
    try {
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n') + 1;
      String rest = text.substring(end);
      int number = 0;
      for (String line : text.substring(0, end).lines().toList()) {
        number++;
        read(line, file, number);
      }
      if (!START.startsWith(rest) && !rest.startsWith(START)) {
        throw refused(file, number + 1, null);
      }
      if (!rest.isEmpty()) {
        Files.writeString(file, text.substring(0, end));
      }
    } catch (IOException e) {
      throw new InputException("Results " + file + " cannot be read: " + e, e);
    }
  }

  private void read(String line, Path file, int number) {
    try {
      JsonNode node = JSON.readTree(line);
      BaselineRun run = run(node);
      runs.put(key(node.required("digest").asText(), run.seed()), run);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw refused(file, number, e);
    }
  }

  private static InputException refused(Path file, int line, @Nullable Exception cause) {
    String message =
        "%s line %d is no result of a baseline; give another file or remove the line."
            .formatted(file, line);
    return cause == null ? new InputException(message) : new InputException(message, cause);
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
