package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/** Writes time series [N, H, T] or [N, T, H] as rows [T * N, H]. */
final class RnnToFeedForwardPreProcessorConverter
    implements LayerConverter<RnnToFeedForwardPreProcessor> {
  @Override
  public Class<RnnToFeedForwardPreProcessor> layer() {
    return RnnToFeedForwardPreProcessor.class;
  }

  @Override
  public Value convert(LayerSite<RnnToFeedForwardPreProcessor> site) {
    site.giveMask(site.mask().map(mask -> Steps.maskToRows(site, mask)));
    boolean isLast = site.layer().getRnnDataFormat() == RNNFormat.NWC;
    return site.input().shape().rank() == 2
        ? site.input()
        : Steps.toRows(site, site.input(), isLast);
  }
}
