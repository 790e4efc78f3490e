package dev.shopfuse.training.model;

import dev.shopfuse.training.config.LossWeighting;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;

/**
 * The learned weights of the losses (Kendall, Gal and Cipolla 2018): with s the logarithm of a
 * task's variance, the total is the sum of {@code exp(-s) loss + s / 2} over the tasks. With fixed
 * weights s is 0 and stays so. Not thread-safe.
 */
final class LossWeights {
  private final boolean learned;
  private final boolean hasItems;
  private final TableSet tables;

  LossWeights(TrainingConfig config, TableSet tables) {
    this.learned = config.loss().weighting() == LossWeighting.UNCERTAINTY;
    this.hasItems = config.hasItemTower();
    this.tables = tables;
  }

  /** Returns what an output's loss is multiplied with. */
  double factor(int output) {
    return learned ? Math.exp(-logVariance(output)) : 1;
  }

  /**
   * Adds the gradient of s, and returns what the total has besides the weighted loss.
   *
   * @param weighted the loss of the output, its factor included
   * @param once whether this shard counts the term that does not depend on the batch
   */
  double addGradient(int output, double weighted, boolean once) {
    if (!learned) {
      return 0;
    }
    float[] gradient = {(float) ((once ? 0.5 : 0) - weighted)};
    tables.gradients(TableShape.LOSS_WEIGHTS).add(row(output), gradient, 0, 1);
    return once ? logVariance(output) / 2 : 0;
  }

  private double logVariance(int output) {
    EmbeddingTable table = tables.table(TableShape.LOSS_WEIGHTS);
    return table.weight(row(output), 0);
  }

  /** Row 0 is the items' task, row 1 the shops', whether or not there are items. */
  private int row(int output) {
    return hasItems ? output : 1;
  }
}
