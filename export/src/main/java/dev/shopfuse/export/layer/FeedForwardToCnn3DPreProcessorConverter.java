package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;

/** Writes rows as volumes [N, C, D, H, W] or [N, D, H, W, C]. */
final class FeedForwardToCnn3DPreProcessorConverter
    implements LayerConverter<FeedForwardToCnn3DPreProcessor> {
  @Override
  public Class<FeedForwardToCnn3DPreProcessor> layer() {
    return FeedForwardToCnn3DPreProcessor.class;
  }

  @Override
  public Value convert(LayerSite<FeedForwardToCnn3DPreProcessor> site) {
    FeedForwardToCnn3DPreProcessor volume = site.layer();
    long depth = volume.getInputDepth();
    long height = volume.getInputHeight();
    long width = volume.getInputWidth();
    long channels = volume.getNumChannels();
    if (site.input().shape().rank() == 5) {
      return site.input();
    }
    return volume.isNCDHW()
        ? Rearrange.reshape(site, site.input(), 0, channels, depth, height, width)
        : Rearrange.reshape(site, site.input(), 0, depth, height, width, channels);
  }
}
