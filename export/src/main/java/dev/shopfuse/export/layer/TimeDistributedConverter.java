package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;

/** Writes a layer that works on each time step alone: [N, I, T] or [N, T, I]. */
final class TimeDistributedConverter implements LayerConverter<TimeDistributed> {
  @Override
  public Class<TimeDistributed> layer() {
    return TimeDistributed.class;
  }

  @Override
  public String limits() {
    return "without a mask";
  }

  @Override
  public Value convert(LayerSite<TimeDistributed> site) {
    if (site.mask().isPresent()) {
      throw site.unsupported("its input has a mask, with which DL4J gives other numbers at steps");
    }
    boolean isLast = site.layer().getRnnDataFormat() == RNNFormat.NWC;
    Value rows = Steps.toRows(site, site.input(), isLast);
    Signal input = new Signal(rows, Optional.empty());
    Signal output = site.delegate("", site.layer().getUnderlying(), List.of(input), "");
    return Steps.toSeries(site, output.value(), isLast);
  }
}
