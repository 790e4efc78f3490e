package dev.shopfuse.training.config;

import dev.shopfuse.training.InputException;
import java.util.List;

/**
 * The shape of the fused model. Immutable.
 *
 * @param hidden widths of the hidden layers of both towers, from the input on; at least two
 * @param activation activation of the hidden layers
 * @param dropout share of a hidden vector's cells that is dropped in training, 0 to below 1
 * @param embeddingWidth E of features that name no width
 * @param itemSamples K, the most item visits that enter the item tower
 * @param superposition how the towers exchange hidden vectors
 * @param dotProduct width of the user and shop vectors whose dot product is added to the shop
 *     logit; 0 for none
 * @param dotVectors what these vectors are made of
 * @param dotTemperature each dot product is the cosine divided by this; 0 for the product as it is
 * @param dotItems whether the item logit has such a product with the item's vector, too: then item
 *     visits teach the tables that shops are ranked by
 * @param matchCounts whether the shop's logit has a term for how many of the user's visits match
 *     the shop: means of embeddings cannot count
 * @param historyPooling how the visits of a history become one vector
 */
public record ModelConfig(
    List<Integer> hidden,
    Activation activation,
    double dropout,
    int embeddingWidth,
    int itemSamples,
    SuperpositionConfig superposition,
    int dotProduct,
    DotVectors dotVectors,
    double dotTemperature,
    boolean dotItems,
    boolean matchCounts,
    Pooling historyPooling) {

  /** Refuses a dot product of items without one of shops: they share its settings. */
  public ModelConfig {
    hidden = List.copyOf(hidden);
    if (dotItems && dotProduct == 0) {
      throw new InputException(
          "model.dot_items is true with model.dot_product 0; set its width, such as 32.");
    }
  }

  /** Returns this configuration with another superposition. */
  public ModelConfig withSuperposition(SuperpositionConfig other) {
    return new ModelConfig(
        hidden,
        activation,
        dropout,
        embeddingWidth,
        itemSamples,
        other,
        dotProduct,
        dotVectors,
        dotTemperature,
        dotItems,
        matchCounts,
        historyPooling);
  }

  static ModelConfig read(ConfigSection section) {
    ModelConfig config =
        new ModelConfig(
            section.integers("hidden", List.of(128, 64, 32), 2, 1, 65536),
            section.choice("activation", Activation.RELU),
            section.numberBelow("dropout", 0.2, 0, 1),
            section.integer("embedding_width", 32, 1, 4096),
            section.integer("item_samples", 4, 1, 64),
            SuperpositionConfig.read(section.section("superposition")),
            section.integer("dot_product", 0, 0, 4096),
            section.choice("dot_vectors", DotVectors.PROJECTED),
            section.number("dot_temperature", 0, 0, 100),
            section.flag("dot_items", false),
            section.flag("match_counts", false),
            section.choice("history_pooling", Pooling.MEAN));
    section.refuseUnknownKeys();
    return config;
  }
}
