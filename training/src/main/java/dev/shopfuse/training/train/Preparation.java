package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.Catalogue;
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
import java.nio.file.Path;
import java.util.Optional;

/** Turns visit tables into what the trainer and the evaluator read. */
public final class Preparation {
  private Preparation() {}

  /**
   * Cuts samples and fits the feature contract to the train split.
   *
   * @param tables must stay open meanwhile
   * @throws InputException if the tables have no train shop visit, or the features do not fit them
   */
  public static TrainingInput forTraining(
      VisitTables tables, TrainingConfig config, Progress progress) {
    SampleSet samples = SampleBuilder.build(tables, progress);
    FeatureContract contract =
        ContractFitter.fit(
            tables,
            features(tables, config),
            config.model().itemSamples(),
            config.model().embeddingWidth());
    EncodedTables encoded = EncodedTables.of(tables, contract);
    return new TrainingInput(contract, encoded.items(), encoded.shops(), encoded.users(), samples);
  }

  /**
   * Cuts samples and encodes them as an existing model expects: by its contract, with its catalogue
   * indices. Items that the model does not know become the unknown item.
   *
   * @param tables must stay open meanwhile
   * @throws InputException if a visited shop is unknown to the model
   */
  public static TrainingInput forModel(
      VisitTables tables,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      Progress progress) {
    SampleSet samples = SampleBuilder.buildFor(tables, items.ids(), shops.ids(), progress);
    EncodedUsers users = EncodedUsers.of(tables, contract);
    return new TrainingInput(contract, items, shops, users.features(), samples);
  }

  private static FeatureFile features(VisitTables tables, TrainingConfig config) {
    Optional<Path> file = tables.featureFile();
    if (file.isPresent()) {
      return FeatureFile.read(file.get());
    }
    if (config.features().isMissingNode()) {
      throw new InputException(
          tables.folder()
              + " has no features.yaml and the configuration lists no features; add either.");
    }
    return FeatureFile.of("configuration", config.features());
  }
}
