package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;

/** Writes the repetition of elements of a volume: input [N, C, D, H, W] or [N, D, H, W, C]. */
final class Upsampling3DConverter implements LayerConverter<Upsampling3D> {
  @Override
  public Class<Upsampling3D> layer() {
    return Upsampling3D.class;
  }

  @Override
  public Value convert(LayerSite<Upsampling3D> site) {
    boolean isLast = site.layer().getDataFormat() == Convolution3D.DataFormat.NDHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value output = Spatial.upsample(site, input, site.layer().getSize());
    return Rearrange.channelsLast(site, output, isLast);
  }
}
