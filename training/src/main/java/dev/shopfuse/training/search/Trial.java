package dev.shopfuse.training.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * One tried configuration. Immutable.
 *
 * @param number from 1
 * @param settings what was drawn
 * @param outcome how it ended
 * @param curve the watched tune metric after each epoch
 * @param seconds what it took
 * @param reason why it was refused or failed; empty otherwise
 */
public record Trial(
    int number,
    Settings settings,
    Outcome outcome,
    List<Double> curve,
    double seconds,
    String reason) {

  /** How a trial ended. */
  public enum Outcome {
    /** Ran until patience or epochs were used up or the learning rate was 0. */
    FINISHED,
    /** Stopped early, worse than half of the comparable trials at the same epoch. */
    STOPPED,
    /** Its settings do not fit each other or in memory, or its loss diverged. */
    REFUSED
  }

  public Trial {
    curve = List.copyOf(curve);
  }

  /** Returns the best value of the watched metric; minus infinity if there is none. */
  public double best() {
    return curve.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NEGATIVE_INFINITY);
  }

  /** Returns the epoch of the best value, from 1; 0 if there is none. */
  public int bestEpoch() {
    return curve.indexOf(best()) + 1;
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("trial", number).put("outcome", outcome.name().toLowerCase(Locale.ROOT));
    if (!curve.isEmpty()) {
      node.put("best", best()).put("best_epoch", bestEpoch());
    }
    node.set("settings", JsonNodeFactory.instance.objectNode().setAll(settings.values()));
    curve.forEach(node.putArray("curve")::add);
    node.put("seconds", seconds);
    if (!reason.isEmpty()) {
      node.put("reason", reason);
    }
    return node;
  }

  /** Reads what {@link #toJson} wrote; throws IllegalArgumentException if it is something else. */
  static Trial fromJson(JsonNode node) {
    TreeMap<String, JsonNode> settings = new TreeMap<>();
    node.required("settings")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
    List<Double> curve = new ArrayList<>();
    node.required("curve").forEach(value -> curve.add(value.doubleValue()));
    return new Trial(
        node.required("trial").intValue(),
        new Settings(settings),
        Outcome.valueOf(node.required("outcome").asText().toUpperCase(Locale.ROOT)),
        curve,
        node.required("seconds").doubleValue(),
        node.path("reason").asText(""));
  }
}
