package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** Writes rows [N, C * H * W] as pictures [N, C, H, W]. */
final class FeedForwardToCnnPreProcessorConverter
    implements LayerConverter<FeedForwardToCnnPreProcessor> {
  @Override
  public Class<FeedForwardToCnnPreProcessor> layer() {
    return FeedForwardToCnnPreProcessor.class;
  }

  @Override
  public Value convert(LayerSite<FeedForwardToCnnPreProcessor> site) {
    FeedForwardToCnnPreProcessor picture = site.layer();
    return site.input().shape().rank() == 4
        ? site.input()
        : Rearrange.reshape(
            site,
            site.input(),
            0,
            picture.getNumChannels(),
            picture.getInputHeight(),
            picture.getInputWidth());
  }
}
