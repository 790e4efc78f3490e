package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserProfiles;
import dev.shopfuse.training.feature.ContractFitter;
import dev.shopfuse.training.feature.EncodedTables;
import dev.shopfuse.training.feature.EncodedUsers;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run learns from when its examples stay in shards: in memory are the catalogues, counts,
 * and the users of the tune split, but no list of all users. Not thread-safe.
 */
public final class ShardedInput {
  private final SampleShards shards;
  private final TrainingInput input;
  private final int mostCases;

  private ShardedInput(SampleShards shards, TrainingInput input, int mostCases) {
    this.shards = shards;
    this.input = input;
    this.mostCases = mostCases;
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
        new TrainingInput(contract, items, shops, users.features(), shards.samples(mostCases)),
        mostCases);
  }

  /**
   * Returns what a share of a run learns from: features and catalogues of the model it trains, and
   * nobody to measure it on.
   */
  static ShardedInput of(SampleShards shards, FusedModel model, TargetCounts counts) {
    VisitTables tables = shards.tables();
    EncodedUsers nobody =
        EncodedUsers.of(tables, model.contract(), "SELECT *, 0 AS number FROM users WHERE false");
    return new ShardedInput(
        shards,
        new TrainingInput(
            model.contract(),
            model.items(),
            model.shops(),
            nobody.features(),
            shards.samples(counts.items(), counts.shops())),
        0);
  }

  /** Returns all but the examples; its users are those of the tune split. */
  public TrainingInput input() {
    return input;
  }

  /** Returns the folder of the shards. */
  Path folder() {
    return shards.tables().folder();
  }

  /** Returns the shards as tables, which must still be open. */
  public VisitTables tables() {
    return shards.tables();
  }

  /** Returns the raw values of the users of the tune split. */
  List<Map<String, String>> profiles() {
    return UserProfiles.of(shards.tables(), shards.tuneUsers(mostCases));
  }

  /** Returns the examples of all shards. */
  ExampleSource examples(TrainingConfig config, ContextEncoder contexts) {
    return new ShardStream(config, shards, input, contexts);
  }
}
