package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;

/** Writes rows [N, H] at each time step of a network input: [N, H, T]. */
final class DuplicateToTimeSeriesVertexConverter
    implements LayerConverter<DuplicateToTimeSeriesVertex> {
  @Override
  public Class<DuplicateToTimeSeriesVertex> layer() {
    return DuplicateToTimeSeriesVertex.class;
  }

  @Override
  public Value convert(LayerSite<DuplicateToTimeSeriesVertex> site) {
    site.giveMask(site.networkInput(site.layer().getInputName()).mask());
    Value series = site.networkInput(site.layer().getInputName()).value();
    Value length =
        site.add(
            Operator.GATHER, List.of(site.add(Operator.SHAPE, series), site.vector("time", 2)));
    Value shape =
        site.add(
            Operator.CONCAT, List.of(site.vector("ones", 1, 1), length), Attribute.of("axis", 0));
    return site.add(Operator.EXPAND, List.of(Rearrange.unsqueeze(site, site.input(), 2), shape));
  }
}
