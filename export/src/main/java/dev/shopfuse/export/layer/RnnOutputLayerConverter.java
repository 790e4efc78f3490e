package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;

/** Writes {@code activation(x W + b)} at each step: input [N, I, T] or [N, T, I]; no loss. */
final class RnnOutputLayerConverter implements LayerConverter<RnnOutputLayer> {
  @Override
  public Class<RnnOutputLayer> layer() {
    return RnnOutputLayer.class;
  }

  @Override
  public Value convert(LayerSite<RnnOutputLayer> site) {
    RnnOutputLayer layer = site.layer();
    boolean isLast = layer.getRnnDataFormat() == RNNFormat.NWC;
    Value steps = Rearrange.channelsLast(site, site.input(), !isLast);
    Value affine = Affine.apply(site, steps, layer, layer.hasBias());
    Value activated = Activations.apply(layer.getActivationFn(), site, affine);
    return Rearrange.channelsFirst(site, activated, !isLast);
  }
}
