package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;

/** Writes the activation of a loss over pictures: [N, C, H, W] or [N, H, W, C]. */
final class CnnLossLayerConverter implements LayerConverter<CnnLossLayer> {
  @Override
  public Class<CnnLossLayer> layer() {
    return CnnLossLayer.class;
  }

  @Override
  public Value convert(LayerSite<CnnLossLayer> site) {
    return FeatureActivations.apply(
        site, site.layer().getActivationFn(), site.layer().getFormat() == CNN2DFormat.NHWC);
  }
}
