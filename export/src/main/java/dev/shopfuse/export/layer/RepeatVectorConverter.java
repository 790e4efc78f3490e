package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;

/** Writes rows [N, H] as time series that repeat them: [N, H, n] or [N, n, H]. */
final class RepeatVectorConverter implements LayerConverter<RepeatVector> {
  @Override
  public Class<RepeatVector> layer() {
    return RepeatVector.class;
  }

  @Override
  public Value convert(LayerSite<RepeatVector> site) {
    boolean isLast = site.layer().getDataFormat() == RNNFormat.NWC;
    long count = site.layer().getN();
    Value step = Rearrange.unsqueeze(site, site.input(), isLast ? 1 : 2);
    Value repeats = site.vector("repeats", 1, isLast ? count : 1, isLast ? 1 : count);
    return site.add(Operator.TILE, List.of(step, repeats));
  }
}
