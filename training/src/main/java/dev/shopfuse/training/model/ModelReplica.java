package dev.shopfuse.training.model;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.CapturedGradients;
import java.util.List;
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
    Nd4j.getRandom().setSeed(dropoutSeed(step));
    tables.clearGradients();
    towers.setInputs(inputs.arrays(batch));
    towers.setLabels(inputs.labels(batch));
    towers.setLayerMaskArrays(null, weighted(inputs.losses(batch)));
    towers.computeGradientAndScore();
    towers.clearLayerMaskArrays();
    addTableGradients(batch);
    return loss(batch);
  }

  /** Names what makes this replica's loss no number or, if it is one, very large. */
  Optional<String> culprit(GroupBatch batch) {
    return batch.groups() == 0
        ? Optional.empty()
        : Divergence.culprit(towers, TowerGraph.inputs(config), inputs.arrays(batch));
  }

  /** A function of where the run stands, so that a resumed run needs no random state. */
  private long dropoutSeed(long step) {
    return (config.training().seed() * 0x9E3779B97F4A7C15L + step) * 0xBF58476D1CE4E5B9L + number;
  }

  private void addTableGradients(GroupBatch batch) {
    float[] user = captured(TowerGraph.USER);
    for (int row = 0; row < batch.groups(); row++) {
      inputs.users.addGradient(batch.users.get(row), user, row);
    }
    TowerInputs.addGradient(inputs.shops, batch.candidates, captured(TowerGraph.SHOP));
    if (config.hasItemTower()) {
      TowerInputs.addGradient(inputs.items, batch.items, captured(TowerGraph.ITEM));
    }
  }

  private float[] captured(String input) {
    return CapturedGradients.take(towers, input + TowerGraph.EMBEDDING);
  }

  private INDArray[] weighted(INDArray[] losses) {
    for (int output = 0; output < losses.length; output++) {
      losses[output].muli(lossWeights.factor(output));
    }
    return losses;
  }

  /** DL4J divides each output's score by its rows; the row weights have divided already. */
  private double loss(GroupBatch batch) {
    double loss = 0;
    List<GroupBatch.Rows> outputs = inputs.outputs(batch);
    for (int i = 0; i < outputs.size(); i++) {
      double ofOutput = towers.getOutputLayer(i).score() * outputs.get(i).count;
      loss += ofOutput + lossWeights.addGradient(i, ofOutput, number == 0);
    }
    return loss;
  }
}
