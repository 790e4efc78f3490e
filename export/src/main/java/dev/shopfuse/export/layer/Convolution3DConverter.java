package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;

/** Writes a convolution over volumes: input [N, C, D, H, W] or [N, D, H, W, C], W [M, C, ..]. */
final class Convolution3DConverter implements LayerConverter<Convolution3D> {
  @Override
  public Class<Convolution3D> layer() {
    return Convolution3D.class;
  }

  @Override
  public Value convert(LayerSite<Convolution3D> site) {
    boolean isLast = site.layer().getDataFormat() == Convolution3D.DataFormat.NDHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value weight = site.constant("W", site.array(ConvolutionParamInitializer.WEIGHT_KEY));
    Value output = Convolutions.apply(site, input, Convolutions.window(site.layer()), weight, 1);
    return Convolutions.activate(site, output, isLast);
  }
}
