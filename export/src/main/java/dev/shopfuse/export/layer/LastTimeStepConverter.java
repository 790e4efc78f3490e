package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.util.TimeSeriesUtils;

/** Writes a recurrent layer and of its output the last step that counts: [N, I, T] to [N, H]. */
final class LastTimeStepConverter implements LayerConverter<LastTimeStep> {
  @Override
  public Class<LastTimeStep> layer() {
    return LastTimeStep.class;
  }

  @Override
  public Value convert(LayerSite<LastTimeStep> site) {
    site.giveMask(Optional.empty());
    Layer wrapped = site.layer().getUnderlying();
    Signal series = site.delegate("", wrapped, List.of(site.signals().get(0).enforced()), "");
    boolean isLast = TimeSeriesUtils.getFormatFromRnnLayer(wrapped) == RNNFormat.NWC;
    return LastSteps.of(site, series.value(), series.mask(), isLast);
  }
}
