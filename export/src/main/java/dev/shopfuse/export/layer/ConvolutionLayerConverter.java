package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;

/** Writes a two-dimensional convolution: input [N, C, H, W] or [N, H, W, C], W [M, C, kH, kW]. */
final class ConvolutionLayerConverter implements LayerConverter<ConvolutionLayer> {
  @Override
  public Class<ConvolutionLayer> layer() {
    return ConvolutionLayer.class;
  }

  @Override
  public Value convert(LayerSite<ConvolutionLayer> site) {
    boolean isLast = Convolutions.isLast(site.layer());
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value weight = site.constant("W", site.array(ConvolutionParamInitializer.WEIGHT_KEY));
    Window window = Convolutions.window(site.layer());
    return Convolutions.activate(site, Convolutions.apply(site, input, window, weight, 1), isLast);
  }
}
