package dev.shopfuse.training.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a configuration as a tree with the keys that {@link TrainingConfig#parse} knows. */
final class ConfigTree {
  private ConfigTree() {}

  static ObjectNode of(TrainingConfig config) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    write(root.putObject("model"), config.model());
    write(root.putObject("loss"), config.loss());
    write(root.putObject("training"), config.training());
    write(root.putObject("optimizer"), config.optimizer());
    write(root.putObject("negatives"), config.negatives());
    if (config.features().isArray()) {
      root.set("features", config.features());
    }
    return root;
  }

  private static void write(ObjectNode node, ModelConfig model) {
    model.hidden().forEach(node.putArray("hidden")::add);
    node.put("activation", Labels.of(model.activation()))
        .put("dropout", model.dropout())
        .put("embedding_width", model.embeddingWidth())
        .put("item_samples", model.itemSamples());
    SuperpositionConfig superposition = model.superposition();
    node.putObject("superposition")
        .put("direction", Labels.of(superposition.direction()))
        .put("variant", Labels.of(superposition.variant()))
        .put("pooling", Labels.of(superposition.pooling()))
        .put("layer_norm", superposition.layerNorm())
        .put("l1", superposition.l1());
    node.put("dot_product", model.dotProduct())
        .put("dot_vectors", Labels.of(model.dotVectors()))
        .put("dot_temperature", model.dotTemperature())
        .put("dot_items", model.dotItems())
        .put("match_counts", model.matchCounts())
        .put("history_pooling", Labels.of(model.historyPooling()));
  }

  private static void write(ObjectNode node, LossConfig loss) {
    node.put("item_weight", loss.itemWeight())
        .put("shop_weight", loss.shopWeight())
        .put("weighting", Labels.of(loss.weighting()))
        .put("shop", Labels.of(loss.shop()))
        .put("focal_gamma", loss.focalGamma())
        .put("popularity_correction", loss.popularityCorrection());
  }

  private static void write(ObjectNode node, OptimizerConfig optimizer) {
    node.put("towers", Labels.of(optimizer.towers()))
        .put("tables", Labels.of(optimizer.tables()))
        .put("catch_up", optimizer.catchUp())
        .put("table_rate", optimizer.tableRate())
        .put("weight_decay", optimizer.weightDecay())
        .put("clip_norm", optimizer.clipNorm())
        .put("warm_up_steps", optimizer.warmUpSteps())
        .put("decay_steps", optimizer.decaySteps());
  }

  private static void write(ObjectNode node, RunConfig run) {
    node.put("seed", run.seed())
        .put("batch_size", run.batchSize())
        .put("workers", run.workers())
        .put("epochs", run.epochs())
        .put("patience", run.patience())
        .put("monitor", run.monitor().metric())
        .put("learning_rate", run.learningRate())
        .put("table_l2", run.tableL2())
        .put("max_bad_share", run.maxBadShare());
  }

  private static void write(ObjectNode node, NegativesConfig negatives) {
    node.put("shops", negatives.shops())
        .put("items", negatives.items())
        .put("popularity_share", negatives.popularityShare())
        .put("popularity_power", negatives.popularityPower())
        .put("impression_share", negatives.impressionShare())
        .put("sharing", Labels.of(negatives.sharing()))
        .put("hardest", negatives.hardest());
  }
}
