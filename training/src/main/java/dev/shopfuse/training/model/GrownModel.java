package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Makes a model that begins where another one ended, with more rows in its tables.
 *
 * <p>Towers and old rows keep weights and optimiser moments; a new row begins with the weights of
 * the unknown row, so that a new value is at first what it was before. Steps count from 0 again:
 * warm-up and decay of the learning rate begin anew, and Adam's correction for its first steps
 * makes those of the kept moments shorter and those of new rows right. A calibration is not taken
 * along.
 */
public final class GrownModel {
  private GrownModel() {}

  /**
   * Returns the grown model; the other one stays as it is.
   *
   * @param config of the same architecture and optimisers
   * @param contract grown from that of the earlier model
   * @param items with the items of the earlier model first
   * @param shops likewise
   */
  public static FusedModel of(
      FusedModel earlier,
      TrainingConfig config,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops) {
    FusedModel fresh = FusedModel.create(config, contract, items, shops);
    ComputationGraph towers = fresh.towers();
    CalibratedTowers.requireSameOrder(earlier.towers(), towers);
    towers.params().assign(earlier.towers().params());
    TowerOptimizers.state(towers).assign(TowerOptimizers.state(earlier.towers()));
    List<EmbeddingTable> tables = new ArrayList<>();
    for (EmbeddingTable table : fresh.tables().values()) {
      tables.add(earlier.table(table.name()).grown(table.rows(), IndexEncoding.UNKNOWN_ROW));
    }
    return new FusedModel(config, contract, items, shops, towers, new TableSet(tables), 0);
  }
}
