package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;

/** Writes rows, one a time step and example, as time series [N, H, T] or [N, T, H]. */
final class FeedForwardToRnnPreProcessorConverter
    implements LayerConverter<FeedForwardToRnnPreProcessor> {
  @Override
  public Class<FeedForwardToRnnPreProcessor> layer() {
    return FeedForwardToRnnPreProcessor.class;
  }

  @Override
  public Value convert(LayerSite<FeedForwardToRnnPreProcessor> site) {
    site.giveMask(site.mask().map(mask -> Steps.maskToSeries(site, mask)));
    boolean belongLast = site.layer().getRnnDataFormat() == RNNFormat.NWC;
    return Steps.toSeries(site, site.input(), belongLast);
  }
}
