package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** Writes the inputs side by side on the feature axis: [.., H1], [.., H2] to [.., H1 + H2]. */
final class MergeVertexConverter implements LayerConverter<MergeVertex> {
  @Override
  public Class<MergeVertex> layer() {
    return MergeVertex.class;
  }

  @Override
  public Value convert(LayerSite<MergeVertex> site) {
    return site.add(Operator.CONCAT, site.inputs(), Attribute.of("axis", -1));
  }
}
