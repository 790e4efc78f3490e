package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;

/** Writes pictures [N, C, H, W] as rows [N, C * H * W]. */
final class CnnToFeedForwardPreProcessorConverter
    implements LayerConverter<CnnToFeedForwardPreProcessor> {
  @Override
  public Class<CnnToFeedForwardPreProcessor> layer() {
    return CnnToFeedForwardPreProcessor.class;
  }

  @Override
  public Value convert(LayerSite<CnnToFeedForwardPreProcessor> site) {
    CnnToFeedForwardPreProcessor flat = site.layer();
    long width = flat.getInputHeight() * flat.getInputWidth() * flat.getNumChannels();
    return site.input().shape().rank() == 2
        ? site.input()
        : Rearrange.reshape(site, site.input(), 0, width == 0 ? -1 : width);
  }
}
