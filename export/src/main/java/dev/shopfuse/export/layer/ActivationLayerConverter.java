package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;

/** Writes an activation alone. Input and output [.., H]. */
final class ActivationLayerConverter implements LayerConverter<ActivationLayer> {
  @Override
  public Class<ActivationLayer> layer() {
    return ActivationLayer.class;
  }

  @Override
  public Value convert(LayerSite<ActivationLayer> site) {
    return Activations.apply(site.layer().getActivationFn(), site, site.input());
  }
}
