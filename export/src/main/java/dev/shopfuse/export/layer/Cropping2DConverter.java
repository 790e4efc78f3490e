package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/** Writes pictures [N, C, H, W] or [N, H, W, C] without their rims. */
final class Cropping2DConverter implements LayerConverter<Cropping2D> {
  @Override
  public Class<Cropping2D> layer() {
    return Cropping2D.class;
  }

  @Override
  public Value convert(LayerSite<Cropping2D> site) {
    boolean isLast = site.layer().getDataFormat() == CNN2DFormat.NHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value output = Spatial.crop(site, input, site.layer().getCropping());
    return Rearrange.channelsLast(site, output, isLast);
  }
}
