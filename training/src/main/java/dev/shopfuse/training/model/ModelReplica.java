package dev.shopfuse.training.model;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.CapturedGradients;
import dev.shopfuse.training.network.LossTargets;
import dev.shopfuse.training.network.RowBuffer;
import dev.shopfuse.training.network.chunk.ChunkedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One worker's hold on a model: activations and gradients of its own over the shared weights. Not
 * thread-safe; its thread may compute gradients while other replicas do, as long as nobody changes
 * the weights.
 */
final class ModelReplica {
  private final TrainingConfig config;
  private final ComputationGraph towers;
  private final TableSet tables;
  private final TowerInputs inputs;
  private final int number;
  private final LossWeights lossWeights;
  private final Optional<ChunkedGraph> chunked;

  /**
   * Creates a replica.
   *
   * @param number tells the replicas of a model apart; decides their dropout
   */
  ModelReplica(
      TrainingConfig config,
      ComputationGraph towers,
      TableSet tables,
      TowerInputs inputs,
      int number) {
    this.config = config;
    this.towers = towers;
    this.tables = tables;
    this.inputs = inputs;
    this.number = number;
    this.lossWeights = new LossWeights(config, tables);
    this.chunked = ChunkedGraph.of(towers);
  }

  /** Returns the graph whose gradients {@link #gradients} fills. */
  ComputationGraph towers() {
    return towers;
  }

  /** Returns the tables with this replica's gradients. */
  TableSet tables() {
    return tables;
  }

  /**
   * Computes the gradients of towers and tables, in place of earlier ones, and returns the loss.
   *
   * @param step the steps taken so far; with seed and number it decides the dropout
   */
  double gradients(GroupBatch batch, long step) {
    tables.clearGradients();
    double[] losses =
        chunked.map(graph -> inChunks(graph, batch, step)).orElseGet(() -> whole(batch, step));
    addTableGradients();
    double loss = 0;
    for (int i = 0; i < losses.length; i++) {
      loss += losses[i] + lossWeights.addGradient(i, losses[i], number == 0);
    }
    return loss;
  }

  /** Fills in the gradients of towers and inputs; returns the loss of each output. */
  private double[] inChunks(ChunkedGraph graph, GroupBatch batch, long step) {
    Map<String, RowBuffer> rows = inputs.batchRows(batch);
    List<GroupBatch.Rows> outputs = inputs.outputs(batch);
    List<LossTargets> targets = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      targets.add(inputs.targets(batch, outputs.get(i), lossWeights.factor(i)));
    }
    return graph.compute(batch.groups(), rows, targets, dropoutSeed(step));
  }

  /** The same by DL4J, for graphs with parts that chunks do not cover. */
  private double[] whole(GroupBatch batch, long step) {
    Nd4j.getRandom().setSeed(dropoutSeed(step));
    towers.setInputs(inputs.arrays(batch));
    towers.setLabels(inputs.labels(batch));
    towers.setLayerMaskArrays(null, weighted(inputs.losses(batch)));
    towers.computeGradientAndScore();
    towers.clearLayerMaskArrays();
    return losses(batch);
  }

  /** Names what makes this replica's loss no number or, if it is one, very large. */
  Optional<String> culprit(GroupBatch batch) {
    return batch.groups() == 0
        ? Optional.empty()
        : Culprit.find(towers, TowerGraph.inputs(config), inputs.arrays(batch));
  }

  /** A function of where the run stands, so that a resumed run needs no random state. */
  private long dropoutSeed(long step) {
    return (config.training().seed() * 0x9E3779B97F4A7C15L + step) * 0xBF58476D1CE4E5B9L + number;
  }

  private void addTableGradients() {
    addTableGradient(TowerGraph.USER);
    addTableGradient(TowerGraph.SHOP);
    if (config.hasItemTower()) {
      addTableGradient(TowerGraph.ITEM);
    }
  }

  private void addTableGradient(String input) {
    inputs.addGradient(input, captured(input));
  }

  private float[] captured(String input) {
    return chunked
        .map(graph -> graph.inputGradient(input))
        .orElseGet(() -> CapturedGradients.take(towers, input + TowerGraph.EMBEDDING));
  }

  private INDArray[] weighted(INDArray[] losses) {
    for (int output = 0; output < losses.length; output++) {
      losses[output].muli(lossWeights.factor(output));
    }
    return losses;
  }

  /**
   * DL4J divides each output's score by its rows, where the row weights have divided already, and
   * adds to the first one's what weight decay and L1 amount to.
   */
  private double[] losses(GroupBatch batch) {
    List<GroupBatch.Rows> outputs = inputs.outputs(batch);
    double[] losses = new double[outputs.size()];
    for (int i = 0; i < losses.length; i++) {
      double penalty = i == 0 ? towers.calcRegularizationScore(true) : 0;
      losses[i] = (towers.getOutputLayer(i).score() - penalty) * outputs.get(i).count;
    }
    return losses;
  }
}
