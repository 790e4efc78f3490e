package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.evaluate.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Epoch reports and metrics as JSON, the same in {@code metrics.json} and in checkpoints. */
public final class EpochJson {
  private EpochJson() {}

  /** Adds {@code cases} and {@code metrics} to an object. */
  public static void putMetrics(ObjectNode target, Metrics metrics) {
    target.put("cases", metrics.cases());
    ObjectNode values = target.putObject("metrics");
    metrics.values().forEach(values::put);
  }

  static ObjectNode tree(EpochReport report) {
    ObjectNode epoch = JsonNodeFactory.instance.objectNode();
    epoch.put("epoch", report.epoch()).put("loss", report.loss());
    report.tune().ifPresent(tune -> putMetrics(epoch, tune));
    report.learningRates().forEach(epoch.putArray("learning_rates")::add);
    return epoch
        .put("best", report.best())
        .put("training_seconds", report.trainingSeconds())
        .put("evaluation_seconds", report.evaluationSeconds());
  }

  static EpochReport report(JsonNode tree) {
    List<Double> learningRates = new ArrayList<>();
    tree.path("learning_rates").forEach(rate -> learningRates.add(rate.asDouble()));
    return new EpochReport(
        tree.path("epoch").asInt(),
        tree.path("loss").asDouble(),
        tree.has("metrics") ? Optional.of(metrics(tree)) : Optional.empty(),
        tree.path("best").asBoolean(),
        tree.path("training_seconds").asDouble(),
        tree.path("evaluation_seconds").asDouble(),
        learningRates);
  }

  private static Metrics metrics(JsonNode tree) {
    Map<String, Double> values = new LinkedHashMap<>();
    tree.path("metrics")
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().asDouble()));
    return new Metrics(tree.path("cases").asInt(), values);
  }
}
