package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run stands between two steps. With the weights and the configuration it is all that is
 * needed to go on: order, negatives and dropout are functions of seed, epoch and step. Not
 * thread-safe.
 */
final class RunState {
  final List<EpochReport> reports = new ArrayList<>();
  final LossWatch watch = new LossWatch();
  private final Set<Double> learningRates = new LinkedHashSet<>();
  int epoch = 1;
  int examplesDone;
  int stepsDone;
  double lossSum;
  double trainingSeconds;

  /**
   * Counts steps of the present epoch.
   *
   * @param learningRate the configured one; a resumed run may have another
   */
  void addSteps(
      int steps, double losses, int examplesDoneNow, double seconds, double learningRate) {
    learningRates.add(learningRate);
    examplesDone = examplesDoneNow;
    stepsDone += steps;
    lossSum += losses;
    trainingSeconds += seconds;
  }

  /** Ends the present epoch. */
  void addEpoch(EpochReport report) {
    reports.add(report.with(List.copyOf(learningRates)));
    learningRates.clear();
    epoch++;
    examplesDone = 0;
    stepsDone = 0;
    lossSum = 0;
    trainingSeconds = 0;
  }

  /** Returns the report of the best epoch so far; empty in the first. */
  Optional<EpochReport> best() {
    return reports.stream().filter(EpochReport::best).reduce((earlier, later) -> later);
  }

  /** Returns the number of the best epoch so far; 0 in the first. */
  int bestEpoch() {
    return best().map(EpochReport::epoch).orElse(0);
  }

  ObjectNode toTree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("epoch", epoch)
        .put("examples_done", examplesDone)
        .put("steps_done", stepsDone)
        .put("loss_sum", lossSum)
        .put("training_seconds", trainingSeconds);
    tree.set("loss_watch", watch.toTree());
    learningRates.forEach(tree.putArray("learning_rates")::add);
    ArrayNode epochs = tree.putArray("epochs");
    reports.forEach(report -> epochs.add(EpochJson.tree(report)));
    return tree;
  }

  static RunState of(JsonNode tree) {
    RunState state = new RunState();
    state.epoch = tree.path("epoch").asInt();
    state.examplesDone = tree.path("examples_done").asInt();
    state.stepsDone = tree.path("steps_done").asInt();
    state.lossSum = tree.path("loss_sum").asDouble();
    state.trainingSeconds = tree.path("training_seconds").asDouble();
    state.watch.restore(tree.path("loss_watch"));
    tree.path("learning_rates").forEach(rate -> state.learningRates.add(rate.asDouble()));
    tree.path("epochs").forEach(report -> state.reports.add(EpochJson.report(report)));
    return state;
  }
}
