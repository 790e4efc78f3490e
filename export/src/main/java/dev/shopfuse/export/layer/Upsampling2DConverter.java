package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;

/** Writes the repetition of rows and columns: input [N, C, H, W] or [N, H, W, C]. */
final class Upsampling2DConverter implements LayerConverter<Upsampling2D> {
  @Override
  public Class<Upsampling2D> layer() {
    return Upsampling2D.class;
  }

  @Override
  public Value convert(LayerSite<Upsampling2D> site) {
    boolean isLast = site.layer().getFormat() == CNN2DFormat.NHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value output = Spatial.upsample(site, input, site.layer().getSize());
    return Rearrange.channelsLast(site, output, isLast);
  }
}
