package dev.shopfuse.export.serving;

import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.training.model.FusedModel;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a model comes from, as it travels inside the ONNX file and the bundle's manifest. */
public final class Provenance {
  private Provenance() {}

  /**
   * Returns what the model itself knows, and the given facts: {@code schema} (digest of the feature
   * contract), {@code config}, {@code seed}, {@code training_steps}, {@code shopfuse} (version).
   *
   * @param facts what the caller knows, such as {@code data} (digest of the samples) and {@code
   *     metrics}; a fact of the model's own wins over one of the same name
   */
  public static SortedMap<String, String> of(FusedModel model, Map<String, String> facts) {
    SortedMap<String, String> all = new TreeMap<>(facts);
    all.put("schema", model.contract().digest());
    all.put("config", model.config().toTree().toString());
    all.put("seed", Long.toString(model.config().training().seed()));
    all.put("training_steps", Long.toString(model.step()));
    all.put("shopfuse", BundleFormat.SDK_VERSION);
    return all;
  }
}
