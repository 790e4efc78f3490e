package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.model.FusedModel;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device gets of a model: its towers, and those shops, items and table rows that are served.
 * Immutable, but for the model inside.
 *
 * @param model the trained model
 * @param contract the features, with the vocabularies that are served
 * @param items the items that are served
 * @param shops the shops that are served
 * @param tables the embedding tables [V, E], by name
 */
public record ServedModel(
    FusedModel model,
    FeatureContract contract,
    Catalogue items,
    Catalogue shops,
    Map<String, Tensor> tables) {
  public ServedModel {
    tables = Map.copyOf(tables);
  }

  /** Returns all of a model. */
  public static ServedModel of(FusedModel model) {
    Map<String, Tensor> tables = new TreeMap<>();
    model
        .tables()
        .forEach(
            (name, table) ->
                tables.put(name, Tensor.ofFloats(table.weights(), table.rows(), table.width())));
    return new ServedModel(model, model.contract(), model.items(), model.shops(), tables);
  }

  /** Returns a new encoder of what a device knows of its user. */
  public ContextEncoder contexts() {
    return new ContextEncoder(contract, items, shops);
  }

  ServedModel with(FeatureContract otherContract, Catalogue otherShops) {
    return new ServedModel(model, otherContract, items, otherShops, tables);
  }
}
