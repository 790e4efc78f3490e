package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;

/** Writes the layer inside: freezing is for training. */
final class FrozenLayerConverter implements LayerConverter<FrozenLayer> {
  @Override
  public Class<FrozenLayer> layer() {
    return FrozenLayer.class;
  }

  @Override
  public Value convert(LayerSite<FrozenLayer> site) {
    return site.pass(site.delegate("", site.layer().getLayer(), site.signals(), ""));
  }
}
