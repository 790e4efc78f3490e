package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;

/** Writes zeros at the steps that do not count: [N, H, T], or rows [N, H]. */
final class MaskLayerConverter implements LayerConverter<MaskLayer> {
  @Override
  public Class<MaskLayer> layer() {
    return MaskLayer.class;
  }

  @Override
  public Value convert(LayerSite<MaskLayer> site) {
    return site.input().shape().rank() == 3
        ? Masks.keepSteps(site, site.input(), site.mask(), false)
        : Masks.keepRows(site, site.input(), site.mask());
  }
}
