package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.feature.ContractFitter;
import dev.shopfuse.training.feature.EncodedTables;
import dev.shopfuse.training.feature.EncodedUsers;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.sample.SampleBuilder;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.VisitTables;

/**
 * Everything a run learns from. Immutable.
 *
 * @param contract the fitted features
 * @param items the items with their features
 * @param shops the shops with their features
 * @param users one encoded row a user, in the order of the samples' users
 * @param samples examples, sequences and held-out shops
 */
public record TrainingInput(
    FeatureContract contract,
    Catalogue items,
    Catalogue shops,
    EncodedFeatures users,
    SampleSet samples) {

  /**
   * Fits features and makes samples from visit tables, which must stay open meanwhile. The features
   * are those of the data directory, or else the configuration's defaults.
   *
   * @throws InputException if there are no features, or tables and features do not fit
   */
  public static TrainingInput load(VisitTables tables, TrainingConfig config, Progress progress) {
    SampleSet samples = SampleBuilder.build(tables, progress);
    return load(tables, config, features(tables, config), samples);
  }

  /**
   * Fits other features to tables whose samples are made already.
   *
   * @throws InputException if tables and features do not fit
   */
  public static TrainingInput load(
      VisitTables tables, TrainingConfig config, FeatureFile features, SampleSet samples) {
    FeatureContract contract = contract(tables, config, features);
    EncodedTables encoded = EncodedTables.of(tables, contract);
    return new TrainingInput(contract, encoded.items(), encoded.shops(), encoded.users(), samples);
  }

  /**
   * Fits features to tables.
   *
   * @throws InputException if tables and features do not fit
   */
  public static FeatureContract contract(
      VisitTables tables, TrainingConfig config, FeatureFile features) {
    // Without an item tower nobody reads samples: every item visit belongs to the history.
    int itemSamples = config.hasItemTower() ? config.model().itemSamples() : 0;
    return ContractFitter.fit(tables, features, itemSamples, config.model().embeddingWidth());
  }

  /**
   * Makes samples as an existing model expects them: encoded by its contract, numbered by its
   * catalogues. Items that the model does not know become the unknown item.
   *
   * @param tables must stay open meanwhile
   * @throws InputException if a visited shop is unknown to the model
   */
  public static TrainingInput loadFor(
      VisitTables tables,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      Progress progress) {
    SampleSet samples = SampleBuilder.buildFor(tables, items.ids(), shops.ids(), progress);
    EncodedUsers users = EncodedUsers.of(tables, contract);
    return new TrainingInput(contract, items, shops, users.features(), samples);
  }

  /** Returns the features of the data directory, or else the configuration's defaults. */
  public static FeatureFile features(VisitTables tables, TrainingConfig config) {
    return tables.featureFile().map(FeatureFile::read).orElseGet(() -> configured(tables, config));
  }

  private static FeatureFile configured(VisitTables tables, TrainingConfig config) {
    if (config.features().isMissingNode()) {
      throw new InputException(
          ("%s has no features.yaml, and the configuration lists no features either; put a"
                  + " features.yaml there that says which columns the model reads, such as"
                  + " {name: shop_id, side: shop, kind: id} (see docs/visit-tables.md)")
              .formatted(tables.folder()));
    }
    return FeatureFile.of("the configuration", config.features());
  }
}
