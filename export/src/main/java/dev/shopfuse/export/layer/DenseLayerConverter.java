package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.DenseLayer;

/** Writes {@code activation(input W + b)}: input [.., I], weight W [I, H], bias b [H]. */
final class DenseLayerConverter implements LayerConverter<DenseLayer> {
  @Override
  public Class<DenseLayer> layer() {
    return DenseLayer.class;
  }

  @Override
  public Value convert(LayerSite<DenseLayer> site) {
    if (site.layer().hasLayerNorm()) {
      throw site.unsupported("layer normalisation is not supported");
    }
    Value affine = Affine.apply(site, site.layer(), site.layer().hasBias());
    return Activations.apply(site.layer().getActivationFn(), site, affine);
  }
}
