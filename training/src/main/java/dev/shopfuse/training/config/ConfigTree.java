package dev.shopfuse.training.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a configuration as a tree with the keys that {@link TrainingConfig#parse} knows. */
final class ConfigTree {
  private ConfigTree() {}

  static ObjectNode of(TrainingConfig config) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    write(root.putObject("model"), config.model());
    root.putObject("loss")
        .put("item_weight", config.loss().itemWeight())
        .put("shop_weight", config.loss().shopWeight());
    write(root.putObject("training"), config.training());
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
        .put("pooling", Labels.of(superposition.pooling()));
    node.put("dot_product", model.dotProduct());
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
        .put("popularity_power", negatives.popularityPower());
  }
}
