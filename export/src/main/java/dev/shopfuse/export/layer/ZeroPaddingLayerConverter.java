package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;

/** Writes zeros around pictures [N, C, H, W] or [N, H, W, C]. */
final class ZeroPaddingLayerConverter implements LayerConverter<ZeroPaddingLayer> {
  @Override
  public Class<ZeroPaddingLayer> layer() {
    return ZeroPaddingLayer.class;
  }

  @Override
  public Value convert(LayerSite<ZeroPaddingLayer> site) {
    boolean isLast = site.layer().getDataFormat() == CNN2DFormat.NHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value output = Spatial.pad(site, input, site.layer().getPadding());
    return Rearrange.channelsLast(site, output, isLast);
  }
}
