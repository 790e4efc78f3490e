package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;

/** Writes zeros before and after a time series [N, C, T]. */
final class ZeroPadding1DLayerConverter implements LayerConverter<ZeroPadding1DLayer> {
  @Override
  public Class<ZeroPadding1DLayer> layer() {
    return ZeroPadding1DLayer.class;
  }

  @Override
  public Value convert(LayerSite<ZeroPadding1DLayer> site) {
    return Spatial.pad(site, site.input(), site.layer().getPadding());
  }
}
