package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;

/** Writes time series [N, C * H * W, T] as pictures [T * N, C, H, W]. */
final class RnnToCnnPreProcessorConverter implements LayerConverter<RnnToCnnPreProcessor> {
  @Override
  public Class<RnnToCnnPreProcessor> layer() {
    return RnnToCnnPreProcessor.class;
  }

  @Override
  public String limits() {
    return "without a mask";
  }

  @Override
  public Value convert(LayerSite<RnnToCnnPreProcessor> site) {
    RnnToCnnPreProcessor layer = site.layer();
    if (site.mask().isPresent()) {
      throw site.unsupported("with a mask");
    }
    boolean isLast = layer.getRnnDataFormat() == RNNFormat.NWC;
    return Rearrange.reshape(
        site,
        Steps.toRows(site, site.input(), isLast),
        0,
        layer.getNumChannels(),
        layer.getInputHeight(),
        layer.getInputWidth());
  }
}
