package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/** Writes {@code activation(input W + b)}: input [.., I], weight W [I, H], bias b [H]; no loss. */
final class OutputLayerConverter implements LayerConverter<OutputLayer> {
  @Override
  public Class<OutputLayer> layer() {
    return OutputLayer.class;
  }

  @Override
  public Value convert(LayerSite<OutputLayer> site) {
    Value affine = Affine.apply(site, site.layer(), site.layer().hasBias());
    return Activations.apply(site.layer().getActivationFn(), site, affine);
  }
}
