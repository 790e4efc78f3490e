package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** Writes the inputs side by side: [.., H1], [.., H2] to [.., H1 + H2], or on another axis. */
final class MergeVertexConverter implements LayerConverter<MergeVertex> {
  @Override
  public Class<MergeVertex> layer() {
    return MergeVertex.class;
  }

  @Override
  public Value convert(LayerSite<MergeVertex> site) {
    site.giveMask(Masks.any(site));
    int rank = site.input().shape().rank();
    // Rows in groups have no axis that DL4J knows; its rows have two, and the second is merged.
    int axis = rank > 2 ? site.featureAxis(site.input()) : rank - 1;
    boolean isDl4j = axis == 1;
    return site.add(
        Operator.CONCAT,
        site.inputs(),
        Attribute.of("axis", isDl4j ? Math.min(site.layer().getMergeAxis(), rank - 1) : axis));
  }
}
