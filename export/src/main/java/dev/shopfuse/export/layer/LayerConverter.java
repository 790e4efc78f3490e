package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.List;

/**
 * Writes one kind of DL4J layer or vertex as ONNX nodes. Implementations are stateless and
 * thread-safe.
 *
 * @param <T> the configuration class of the layer or vertex
 */
public interface LayerConverter<T> {
  /** Returns the configuration class that is converted; subclasses are other layers. */
  Class<T> layer();

  /**
   * Adds the nodes of a layer to the graph.
   *
   * @return the activations of the layer as it computes them when it is not trained
   * @throws UnsupportedLayerException if the layer has a setting that ONNX cannot express
   */
  Value convert(LayerSite<T> site);

  /** Returns which settings of the layer are refused, for the page of supported layers. */
  default String limits() {
    return "";
  }

  /** Returns those of the layer's inputs that {@link #convert} reads; all of them by default. */
  default List<String> inputs(List<String> all) {
    return all;
  }
}
