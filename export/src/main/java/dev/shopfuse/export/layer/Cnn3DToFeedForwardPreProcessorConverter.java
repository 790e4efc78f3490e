package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.preprocessor.Cnn3DToFeedForwardPreProcessor;

/** Writes volumes [N, C, D, H, W] as rows [N, C * D * H * W]. */
final class Cnn3DToFeedForwardPreProcessorConverter
    implements LayerConverter<Cnn3DToFeedForwardPreProcessor> {
  @Override
  public Class<Cnn3DToFeedForwardPreProcessor> layer() {
    return Cnn3DToFeedForwardPreProcessor.class;
  }

  @Override
  public Value convert(LayerSite<Cnn3DToFeedForwardPreProcessor> site) {
    Cnn3DToFeedForwardPreProcessor flat = site.layer();
    long width =
        flat.getInputDepth() * flat.getInputHeight() * flat.getInputWidth() * flat.getNumChannels();
    return site.input().shape().rank() == 2
        ? site.input()
        : Rearrange.reshape(site, site.input(), 0, width == 0 ? -1 : width);
  }
}
