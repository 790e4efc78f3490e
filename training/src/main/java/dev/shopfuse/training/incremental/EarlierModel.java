package dev.shopfuse.training.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.TableSpec;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.HeldOutFile;
import dev.shopfuse.training.evaluate.HeldOutUser;
import dev.shopfuse.training.evaluate.HeldOutUsers;
import dev.shopfuse.training.feature.ContractFitter;
import dev.shopfuse.training.feature.EncodedTables;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.feature.GrownCatalogue;
import dev.shopfuse.training.model.Calibration;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.GrownModel;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.sample.SampleBuilder;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Growth;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import dev.shopfuse.training.train.TuneEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model that a run begins with. Neither its directory nor the model in memory is ever
 * changed. Not thread-safe.
 *
 * <p>Items, shops and words keep their numbers; those that are new follow. Boundaries, means and
 * deviations of numbers stay as they were fitted. See {@link GrownModel} for weights and optimiser.
 */
public final class EarlierModel {
  private final Path directory;
  private final FusedModel model;
  private final JsonNode features;
  private final List<HeldOutUser> users;

  private EarlierModel(
      Path directory, FusedModel model, JsonNode features, List<HeldOutUser> users) {
    this.directory = directory;
    this.model = model;
    this.features = features;
    this.users = List.copyOf(users);
  }

  /**
   * Loads a model to begin with.
   *
   * @throws InputException if the directory holds no model, is damaged, or does not tell the
   *     features the model was trained with
   */
  public static EarlierModel load(Path directory) {
    FusedModel model = ModelDirectory.load(directory);
    Path file = directory.resolve(RunDirectory.FEATURES);
    JsonNode features = Files.exists(file) ? FeatureFile.list(file) : model.config().features();
    if (!features.isArray()) {
      throw new InputException(
          "Model %s does not tell its features; put the features.yaml it was trained with there."
              .formatted(directory));
    }
    try {
      List<HeldOutUser> users = HeldOutFile.read(directory.resolve(HeldOutFile.NAME));
      return new EarlierModel(directory, model, features, users);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "Held-out users of model " + directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the configuration the model was trained with, with its features. */
  public TrainingConfig config() {
    return model.config().withFeatures(features);
  }

  /**
   * Returns a configuration with the features of the model.
   *
   * @throws InputException if its architecture or an optimiser is another one
   */
  public TrainingConfig config(TrainingConfig wanted) {
    Architecture.requireSame(model.config(), wanted);
    return wanted.withFeatures(features);
  }

  /**
   * Makes samples and features of newer visit tables, numbered as the model numbers them.
   *
   * @param tables must stay open meanwhile
   * @param config from this model
   * @throws InputException if the tables have other features than the model
   */
  public TrainingInput input(VisitTables tables, TrainingConfig config, Progress progress) {
    FeatureFile file = TrainingInput.features(tables, config);
    requireSameFeatures(file);
    FeatureContract grown =
        ContractFitter.grow(tables, file, config.model().embeddingWidth(), model.contract());
    EncodedTables newer = EncodedTables.of(tables, grown);
    Catalogue items = GrownCatalogue.of(model.items(), newer.items(), grown);
    Catalogue shops = GrownCatalogue.of(model.shops(), newer.shops(), grown);
    SampleSet samples = SampleBuilder.buildFor(tables, items.ids(), shops.ids(), progress);
    return new TrainingInput(grown, items, shops, newer.users(), samples);
  }

  private void requireSameFeatures(FeatureFile file) {
    FeatureFile own = FeatureFile.of("model " + directory, features);
    file.difference(own)
        .ifPresent(
            difference -> {
              throw new InputException(
                  "%s differs from the features of model %s: %s. Train on with the same features, or"
                          .formatted(file.source(), directory, difference)
                      + " train a new model without --from.");
            });
  }

  /** Returns a trainer that begins with this model. */
  public Trainer trainer(TrainingConfig config, TrainingInput input, TrainingListener listener) {
    return new Trainer(config, input, listener, begin(config, input));
  }

  private FusedModel begin(TrainingConfig config, TrainingInput input) {
    return GrownModel.of(model, config, input.contract(), input.items(), input.shops());
  }

  /**
   * Measures what a run changed. Without a tune split to calibrate on, the result gets the
   * calibration of this model.
   */
  public TrainingResult compared(TrainingResult run, TrainingInput input) {
    boolean keepsCalibration =
        run.calibration().isEmpty() && !model.calibration().equals(Calibration.NONE);
    TrainingResult result =
        keepsCalibration ? run.with(run.model().calibrated(model.calibration())) : run;
    UnlearnedUsers unlearned = UnlearnedUsers.of(users, input);
    return result.with(
        new Growth(
            model.weightsDigest(),
            addedRows(input.contract()),
            input.items().size() - model.items().size(),
            input.shops().size() - model.shops().size(),
            newVisits(result.model(), input),
            earlierUsers(unlearned.users(), result.model()),
            unlearned.leftOut()));
  }

  private Map<String, Integer> addedRows(FeatureContract grown) {
    Map<String, Integer> added = new LinkedHashMap<>();
    for (TableSpec table : grown.tables()) {
      int rows = table.rows() - model.table(table.name()).rows();
      if (rows > 0) {
        added.put(table.name(), rows);
      }
    }
    return added;
  }

  private Optional<Growth.Change> newVisits(FusedModel trained, TrainingInput input) {
    TuneEvaluation tune = new TuneEvaluation(trained.config(), input);
    FusedModel before = begin(trained.config(), input).calibrated(model.calibration());
    return tune.of(before)
        .flatMap(old -> tune.of(trained).map(present -> Growth.Change.of(old, present)));
  }

  private Optional<Growth.Change> earlierUsers(List<HeldOutUser> unlearned, FusedModel trained) {
    if (unlearned.isEmpty()) {
      return Optional.empty();
    }
    HeldOutUsers recorded = new HeldOutUsers(unlearned, model.shops());
    return Optional.of(Growth.Change.of(recorded.evaluate(model), recorded.evaluate(trained)));
  }
}
