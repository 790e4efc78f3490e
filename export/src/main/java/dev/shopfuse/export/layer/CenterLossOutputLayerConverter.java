package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;

/** Writes {@code activation(x W + b)}; the centres are for training. */
final class CenterLossOutputLayerConverter implements LayerConverter<CenterLossOutputLayer> {
  @Override
  public Class<CenterLossOutputLayer> layer() {
    return CenterLossOutputLayer.class;
  }

  @Override
  public Value convert(LayerSite<CenterLossOutputLayer> site) {
    Value affine = Affine.apply(site, site.layer(), site.layer().hasBias());
    return Activations.apply(site.layer().getActivationFn(), site, affine);
  }
}
