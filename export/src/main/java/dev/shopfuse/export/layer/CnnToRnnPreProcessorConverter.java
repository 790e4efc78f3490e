package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;

/** Writes pictures, one a time step and example, as time series [N, C * H * W, T]. */
final class CnnToRnnPreProcessorConverter implements LayerConverter<CnnToRnnPreProcessor> {
  @Override
  public Class<CnnToRnnPreProcessor> layer() {
    return CnnToRnnPreProcessor.class;
  }

  @Override
  public String limits() {
    return "without a mask";
  }

  @Override
  public Value convert(LayerSite<CnnToRnnPreProcessor> site) {
    CnnToRnnPreProcessor layer = site.layer();
    if (site.mask().isPresent()) {
      throw site.unsupported("with a mask");
    }
    long width = layer.getInputHeight() * layer.getInputWidth() * layer.getNumChannels();
    Value rows = Rearrange.reshape(site, site.input(), 0, width);
    return Steps.toSeries(site, rows, layer.getRnnDataFormat() == RNNFormat.NWC);
  }
}
