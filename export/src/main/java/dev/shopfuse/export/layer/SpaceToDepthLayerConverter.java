package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;

/** Writes blocks of a picture as channels: input [N, C, H, W] or [N, H, W, C]. */
final class SpaceToDepthLayerConverter implements LayerConverter<SpaceToDepthLayer> {
  @Override
  public Class<SpaceToDepthLayer> layer() {
    return SpaceToDepthLayer.class;
  }

  @Override
  public Value convert(LayerSite<SpaceToDepthLayer> site) {
    boolean isLast = site.layer().getDataFormat() == CNN2DFormat.NHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Attribute block = Attribute.of("blocksize", site.layer().getBlockSize());
    Value output = site.add(Operator.SPACE_TO_DEPTH, input, block);
    return Rearrange.channelsLast(site, output, isLast);
  }
}
