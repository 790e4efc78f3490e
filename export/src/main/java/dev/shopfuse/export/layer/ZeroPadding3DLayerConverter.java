package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;

/** Writes zeros around volumes [N, C, D, H, W]. */
final class ZeroPadding3DLayerConverter implements LayerConverter<ZeroPadding3DLayer> {
  @Override
  public Class<ZeroPadding3DLayer> layer() {
    return ZeroPadding3DLayer.class;
  }

  @Override
  public Value convert(LayerSite<ZeroPadding3DLayer> site) {
    return Spatial.pad(site, site.input(), site.layer().getPadding());
  }
}
