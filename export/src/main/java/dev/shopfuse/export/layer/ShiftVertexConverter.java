package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;

/** Writes the sum of the input and a constant. */
final class ShiftVertexConverter implements LayerConverter<ShiftVertex> {
  @Override
  public Class<ShiftVertex> layer() {
    return ShiftVertex.class;
  }

  @Override
  public Value convert(LayerSite<ShiftVertex> site) {
    Value shift = site.scalar("shift", site.layer().getShiftFactor());
    return site.add(Operator.ADD, List.of(site.input(), shift));
  }
}
