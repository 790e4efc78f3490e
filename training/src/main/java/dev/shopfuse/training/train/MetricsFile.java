package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;

/**
 * {@code metrics.json}: the tune metrics of the best epoch, absent without a tune split, the course
 * of the run, and the provenance that tells where the model came from.
 */
public final class MetricsFile {
  /** The name of the file in a model directory. */
  public static final String NAME = "metrics.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricsFile() {}

  /** Writes the file into a directory. */
  public static void write(TrainingResult result, TrainingInput input, Path directory)
      throws IOException {
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve(NAME).toFile(), tree(result, input));
  }

  /** Returns the content of the file. */
  public static ObjectNode tree(TrainingResult result, TrainingInput input) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    result
        .tune()
        .ifPresent(tune -> EpochJson.putMetrics(root.put("split", Split.TUNE.label()), tune));
    result.calibration().ifPresent(report -> root.set("calibration", calibration(report)));
    result.growth().ifPresent(growth -> root.set("growth", growth(growth)));
    root.put("best_epoch", result.bestEpoch());
    ArrayNode epochs = root.putArray("epochs");
    result.epochs().forEach(report -> epochs.add(EpochJson.tree(report)));
    root.set("provenance", provenance(result, input));
    return root;
  }

  /** The figures after calibration are cross-fitted, see {@link CalibrationReport}. */
  private static ObjectNode calibration(CalibrationReport report) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("scale", report.calibration().scale())
        .put("shift", report.calibration().shift())
        .put("pairs", report.pairs())
        .put("ece_before", report.before().error())
        .put("ece_after", report.after().error())
        .put("log_loss_before", report.before().logLoss())
        .put("log_loss_after", report.after().logLoss());
  }

  private static ObjectNode growth(Growth growth) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("from_weights_digest", growth.from())
        .put("added_items", growth.addedItems())
        .put("added_shops", growth.addedShops());
    growth.addedRows().forEach(tree.putObject("added_rows")::put);
    growth.newVisits().ifPresent(change -> tree.set("new_visits", change(change)));
    growth.earlierUsers().ifPresent(change -> tree.set("earlier_users", change(change)));
    tree.putObject("earlier_users_left_out")
        .put("users", growth.leftOut().users())
        .put("shops", growth.leftOut().shops());
    return tree;
  }

  private static ObjectNode change(Growth.Change change) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    EpochJson.putMetrics(tree.putObject("before"), change.before());
    EpochJson.putMetrics(tree.putObject("after"), change.after());
    Interval difference = change.comparison().difference();
    tree.putObject("difference")
        .put("metric", change.metric())
        .put("value", difference.value())
        .put("low", difference.low())
        .put("high", difference.high());
    return tree;
  }

  /** Returns what the model was made of; the configuration tells only the last learning rate. */
  public static ObjectNode provenance(TrainingResult result, TrainingInput input) {
    FusedModel model = result.model();
    ObjectNode provenance = provenance(input);
    provenance.put("seed", model.config().training().seed());
    provenance.put("contract_digest", model.contract().digest());
    provenance.put("weights_digest", model.weightsDigest());
    provenance.set("config", model.config().toTree());
    if (result.learningRates().size() > 1) {
      result.learningRates().forEach(provenance.putArray("learning_rates")::add);
    }
    return provenance;
  }

  /** Returns what anything learned from this input was made of. */
  public static ObjectNode provenance(TrainingInput input) {
    ObjectNode provenance = JsonNodeFactory.instance.objectNode();
    provenance.put("data_digest", input.samples().digest());
    provenance.put("examples", input.samples().exampleCount());
    provenance
        .putObject("versions")
        .put("shopfuse", version(MetricsFile.class))
        .put("dl4j", version(ComputationGraph.class))
        .put("java", Runtime.version().toString());
    return provenance;
  }

  private static String version(Class<?> type) {
    @Nullable String version = type.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
