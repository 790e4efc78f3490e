package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;

/** Writes a transposed convolution: input [N, C, H, W] or [N, H, W, C], weight W [C, M, kH, kW]. */
final class Deconvolution2DConverter implements LayerConverter<Deconvolution2D> {
  @Override
  public Class<Deconvolution2D> layer() {
    return Deconvolution2D.class;
  }

  @Override
  public String limits() {
    return "in mode Same, no stride longer than the kernel";
  }

  @Override
  public Value convert(LayerSite<Deconvolution2D> site) {
    boolean isLast = Convolutions.isLast(site.layer());
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value weight = site.constant("W", site.array(ConvolutionParamInitializer.WEIGHT_KEY));
    Value output = Convolutions.transposed(site, input, Convolutions.window(site.layer()), weight);
    return Convolutions.activate(site, output, isLast);
  }
}
