package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;

/** Writes the product of the input with a constant. Input and output [.., H]. */
final class ScaleVertexConverter implements LayerConverter<ScaleVertex> {
  @Override
  public Class<ScaleVertex> layer() {
    return ScaleVertex.class;
  }

  @Override
  public Value convert(LayerSite<ScaleVertex> site) {
    Value factor = site.scalar("factor", site.layer().getScaleFactor());
    return site.add(Operator.MUL, List.of(site.input(), factor));
  }
}
