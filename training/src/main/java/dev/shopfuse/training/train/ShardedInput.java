package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.feature.ContractFitter;
import dev.shopfuse.training.feature.EncodedTables;
import dev.shopfuse.training.feature.EncodedUsers;
import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.table.VisitTables;

/**
 * What a run learns from when its examples stay in shards: in memory are the catalogues, counts,
 * and the users of the tune split, but no list of all users. Not thread-safe.
 */
public final class ShardedInput {
  private final SampleShards shards;
  private final TrainingInput input;

  private ShardedInput(SampleShards shards, TrainingInput input) {
    this.shards = shards;
    this.input = input;
  }

  /**
   * Fits features to the shards, which must stay open while the run reads them.
   *
   * @param mostCases how many users of the tune split measure an epoch at most
   * @throws dev.shopfuse.training.InputException if there are no features, or they do not fit
   */
  public static ShardedInput load(SampleShards shards, TrainingConfig config, int mostCases) {
    VisitTables tables = shards.tables();
    int itemSamples = config.hasItemTower() ? config.model().itemSamples() : 0;
    FeatureContract contract =
        ContractFitter.fit(
            tables,
            TrainingInput.features(tables, config),
            itemSamples,
            config.model().embeddingWidth());
    Catalogue items = EncodedTables.catalogue(tables, contract, Side.ITEM);
    Catalogue shops = EncodedTables.catalogue(tables, contract, Side.SHOP);
    EncodedUsers users = EncodedUsers.of(tables, contract, shards.tuneUsers(mostCases));
    return new ShardedInput(
        shards,
        new TrainingInput(contract, items, shops, users.features(), shards.samples(mostCases)));
  }

  /** Returns all but the examples; its users are those of the tune split. */
  public TrainingInput input() {
    return input;
  }

  /** Returns the examples of all shards. */
  ExampleSource examples(TrainingConfig config, ContextEncoder contexts) {
    return new ShardStream(config, shards, input, contexts);
  }
}
