package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;

/** Writes the activation of a loss over volumes: [N, C, D, H, W] or [N, D, H, W, C]. */
final class Cnn3DLossLayerConverter implements LayerConverter<Cnn3DLossLayer> {
  @Override
  public Class<Cnn3DLossLayer> layer() {
    return Cnn3DLossLayer.class;
  }

  @Override
  public Value convert(LayerSite<Cnn3DLossLayer> site) {
    return FeatureActivations.apply(
        site,
        site.layer().getActivationFn(),
        site.layer().getDataFormat() == Convolution3D.DataFormat.NDHWC);
  }
}
