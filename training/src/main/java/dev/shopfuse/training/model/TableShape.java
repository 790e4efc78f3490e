package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.TableSpec;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.LossWeighting;
import dev.shopfuse.training.config.Pooling;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a model: those of the contract, and learned numbers outside the towers, which live as
 * tables so that optimiser, checkpoint and snapshot treat them alike. Immutable.
 *
 * @param name names of tables that no feature can have begin with a capital letter
 * @param deviation standard deviation of fresh weights
 */
record TableShape(String name, int rows, int width, double deviation) {
  /** One row a task: the logarithm of its variance. */
  static final String LOSS_WEIGHTS = "LossWeights";

  private static final String QUERY = "Query-";

  /** Deviation of fresh embedding weights. */
  private static final double EMBEDDING_DEVIATION = 0.01;

  /**
   * Returns the tables of a model.
   *
   * @throws InputException if one of the contract's is too large
   */
  static List<TableShape> of(TrainingConfig config, FeatureContract contract) {
    List<TableShape> shapes = new ArrayList<>();
    contract.tables().forEach(TableShape::requirePossible);
    contract
        .tables()
        .forEach(
            spec ->
                shapes.add(
                    new TableShape(spec.name(), spec.rows(), spec.width(), EMBEDDING_DEVIATION)));
    if (config.model().historyPooling() == Pooling.ATTENTION) {
      contract.features().stream()
          .filter(TableShape::attends)
          .forEach(
              feature ->
                  shapes.add(
                      new TableShape(query(feature), 1, feature.width(), EMBEDDING_DEVIATION)));
    }
    if (config.loss().weighting() == LossWeighting.UNCERTAINTY) {
      shapes.add(new TableShape(LOSS_WEIGHTS, 2, 1, 0));
    }
    return shapes;
  }

  private static void requirePossible(TableSpec spec) {
    long cells = EmbeddingTable.cells(spec.rows(), spec.width());
    if (cells > EmbeddingTable.MOST_CELLS) {
      throw new InputException(
          ("Table %s of the features has %,d rows of width %d, %,d numbers with what the optimiser"
                  + " keeps (rows * (3 * width + 1)); a table holds up to %,d. Give its features a"
                  + " smaller width, a vocabulary with a greater min_count, or a hash with fewer"
                  + " buckets (see docs/visit-tables.md).")
              .formatted(spec.name(), spec.rows(), spec.width(), cells, EmbeddingTable.MOST_CELLS));
    }
  }

  /** Returns whether attention may pool a feature: a history. */
  static boolean attends(Feature feature) {
    return feature.kind() == FeatureKind.HISTORY && feature.table() != null;
  }

  /** Returns the name of the table with a history's query. */
  static String query(Feature feature) {
    return QUERY + feature.name();
  }
}
