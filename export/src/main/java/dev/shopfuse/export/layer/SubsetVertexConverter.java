package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;

/** Writes features {@code from} to {@code to}, both included: [.., H] to [.., to - from + 1]. */
final class SubsetVertexConverter implements LayerConverter<SubsetVertex> {
  @Override
  public Class<SubsetVertex> layer() {
    return SubsetVertex.class;
  }

  @Override
  public Value convert(LayerSite<SubsetVertex> site) {
    Value from = site.vector("from", site.layer().getFrom());
    Value end = site.vector("end", site.layer().getTo() + 1L);
    Value axis = site.vector("axis", site.input().shape().rank() - 1L);
    return site.add(Operator.SLICE, List.of(site.input(), from, end, axis));
  }
}
