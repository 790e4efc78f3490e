package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.LossLayer;

/** Writes the activation of a loss layer; the loss is for training. Input and output [.., H]. */
final class LossLayerConverter implements LayerConverter<LossLayer> {
  @Override
  public Class<LossLayer> layer() {
    return LossLayer.class;
  }

  @Override
  public Value convert(LayerSite<LossLayer> site) {
    return Activations.apply(site.layer().getActivationFn(), site, site.input());
  }
}
