package dev.shopfuse.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything that decides a training run besides the data. Immutable.
 *
 * @param model the shape of the model
 * @param loss the two losses
 * @param training the course of the run
 * @param optimizer how gradients become steps
 * @param negatives how negatives are drawn
 * @param features the feature list that serves a data directory without {@code features.yaml}; a
 *     missing node if the file has none
 */
public record TrainingConfig(
    ModelConfig model,
    LossConfig loss,
    RunConfig training,
    OptimizerConfig optimizer,
    NegativesConfig negatives,
    JsonNode features) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Pairs of example and shared shop in a step, whose hidden vectors are all in memory. */
  private static final long MOST_PAIRS = 1 << 28;

  public TrainingConfig {
    features = features.deepCopy();
    boolean trainsItems = loss.itemWeight() > 0 || model.superposition().direction().itemToShop();
    if (!trainsItems && model.superposition().direction().shopToItem()) {
      throw new InputException(
          "loss.item_weight is 0 with model.superposition.direction \"shop_to_item\": nothing would"
              + " train or read the item tower; choose direction \"none\" or a weight above 0.");
    }
    if (loss.itemWeight() == 0
        && loss.weighting() == LossWeighting.UNCERTAINTY
        && model.superposition().direction() != Direction.NONE) {
      throw new InputException(
          "loss.item_weight is 0 with loss.weighting \"uncertainty\" and model.superposition.direction \"%s\":"
                  .formatted(Labels.of(model.superposition().direction()))
              + " the learned weight of an item loss of 0 grows without end; choose weighting"
              + " \"fixed\", an item_weight above 0, or direction \"none\".");
    }
    if (negatives.shared() && model.superposition().direction().shopToItem()) {
      throw new InputException(
          "negatives.sharing is \"batch\" with model.superposition.direction \"%s\": item rows that"
                  .formatted(Labels.of(model.superposition().direction()))
              + " see the shop belong to one shop; choose sharing \"example\".");
    }
    if (negatives.shared() && negatives.impressionShare() > 0) {
      throw new InputException(
          "negatives.sharing is \"batch\" with negatives.impression_share %s: what was shown belongs to"
                  .formatted(negatives.impressionShare())
              + " one user; choose sharing \"example\", or an impression_share of 0.");
    }
    long pairs = pairs(training.batchSize(), negatives.shops());
    if (negatives.shared() && pairs > MOST_PAIRS) {
      throw new InputException(
          "training.batch_size is %d with negatives.sharing \"batch\": each example meets the shops of all,"
                  .formatted(training.batchSize())
              + " %d pairs a step, and %d are allowed; choose a batch_size of at most %d, or sharing"
                  .formatted(pairs, MOST_PAIRS, mostExamples(negatives.shops()))
              + " \"example\".");
    }
    if (negatives.hardest() > 0 && !loss.shop().comparesCandidates()) {
      throw new InputException(
          "negatives.hardest is %d with loss.shop \"%s\"; it needs \"softmax\" or \"bpr\"."
              .formatted(negatives.hardest(), Labels.of(loss.shop())));
    }
  }

  private static long pairs(long examples, int sampledShops) {
    return examples * (examples + sampledShops);
  }

  private static long mostExamples(int sampledShops) {
    double half = sampledShops / 2.0;
    return (long) (Math.sqrt(MOST_PAIRS + half * half) - half);
  }

  /** Returns the configuration of an empty file. */
  public static TrainingConfig defaults() {
    return parse("defaults", "{}");
  }

  /**
   * Reads a YAML file.
   *
   * @throws InputException if it cannot be read, has an unknown key, or a value is out of range
   */
  public static TrainingConfig read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InputException("Configuration " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads YAML text.
   *
   * @param source names the text in messages
   * @throws InputException if it is no YAML, has an unknown key, or a value is out of range
   */
  public static TrainingConfig parse(String source, String yaml) {
    ConfigSection root = new ConfigSection(source, "", YamlText.read(source, yaml));
    TrainingConfig config =
        new TrainingConfig(
            ModelConfig.read(root.section("model")),
            LossConfig.read(root.section("loss")),
            RunConfig.read(root.section("training")),
            OptimizerConfig.read(root.section("optimizer")),
            NegativesConfig.read(root.section("negatives")),
            root.list("features"));
    root.refuseUnknownKeys();
    return config;
  }

  /** Returns YAML that {@link #parse} reads back to an equal configuration. */
  public String toYaml() {
    try {
      return YAML.writeValueAsString(ConfigTree.of(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A configuration is always writable", e);
    }
  }

  /** Returns the configuration as a tree with the keys of the YAML file. */
  public JsonNode toTree() {
    return ConfigTree.of(this);
  }

  /** Returns a copy of the default features; a missing node if there are none. */
  @Override
  public JsonNode features() {
    return features.deepCopy();
  }

  /**
   * Returns whether the item tower is built. It is not where nobody would read it: without an item
   * loss and without superposition from items to shops.
   */
  public boolean hasItemTower() {
    return loss.itemWeight() > 0 || model.superposition().direction() != Direction.NONE;
  }

  /** Returns this configuration with another run. */
  public TrainingConfig with(RunConfig other) {
    return new TrainingConfig(model, loss, other, optimizer, negatives, features);
  }

  /** Returns this configuration with another list of features. */
  public TrainingConfig withFeatures(JsonNode other) {
    return new TrainingConfig(model, loss, training, optimizer, negatives, other);
  }

  /** Returns this configuration with another seed. */
  public TrainingConfig withSeed(long seed) {
    return with(training.withSeed(seed));
  }
}
