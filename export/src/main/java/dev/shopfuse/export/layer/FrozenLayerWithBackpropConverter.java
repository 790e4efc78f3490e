package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;

/** Writes the layer inside: freezing is for training. */
final class FrozenLayerWithBackpropConverter implements LayerConverter<FrozenLayerWithBackprop> {
  @Override
  public Class<FrozenLayerWithBackprop> layer() {
    return FrozenLayerWithBackprop.class;
  }

  @Override
  public Value convert(LayerSite<FrozenLayerWithBackprop> site) {
    return site.pass(site.delegate("", site.layer().getUnderlying(), site.signals(), ""));
  }
}
