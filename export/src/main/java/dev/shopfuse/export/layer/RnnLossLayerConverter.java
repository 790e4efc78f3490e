package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;

/** Writes the activation of a loss over time: [N, H, T] or [N, T, H]; the loss is for training. */
final class RnnLossLayerConverter implements LayerConverter<RnnLossLayer> {
  @Override
  public Class<RnnLossLayer> layer() {
    return RnnLossLayer.class;
  }

  @Override
  public Value convert(LayerSite<RnnLossLayer> site) {
    return FeatureActivations.apply(
        site, site.layer().getActivationFn(), site.layer().getRnnDataFormat() == RNNFormat.NWC);
  }
}
