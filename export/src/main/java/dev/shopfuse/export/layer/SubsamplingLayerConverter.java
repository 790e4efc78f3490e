package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Writes maximum, average or p-norm of windows: input [N, C, H, W] or [N, H, W, C]. */
final class SubsamplingLayerConverter implements LayerConverter<SubsamplingLayer> {
  @Override
  public Class<SubsamplingLayer> layer() {
    return SubsamplingLayer.class;
  }

  @Override
  public String limits() {
    return "dilation for the maximum only";
  }

  @Override
  public Value convert(LayerSite<SubsamplingLayer> site) {
    boolean isLast = Pooling.isLast(site.layer());
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Value output = Pooling.apply(site, input, Pooling.window(site.layer()));
    return Rearrange.channelsLast(site, output, isLast);
  }
}
