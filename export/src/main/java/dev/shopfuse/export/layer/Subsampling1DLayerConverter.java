package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;

/** Writes maximum, average or p-norm of windows over time: input [N, C, T] or [N, T, C]. */
final class Subsampling1DLayerConverter implements LayerConverter<Subsampling1DLayer> {
  @Override
  public Class<Subsampling1DLayer> layer() {
    return Subsampling1DLayer.class;
  }

  @Override
  public String limits() {
    return "dilation for the maximum only";
  }

  @Override
  public Value convert(LayerSite<Subsampling1DLayer> site) {
    boolean isLast = Pooling.isLast(site.layer());
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Window window = Pooling.window(site.layer()).first(1);
    site.giveMask(Masks.reduce(site, window));
    return Rearrange.channelsLast(site, Pooling.apply(site, input, window), isLast);
  }
}
