package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.CrossDotVertex;
import java.util.List;

/** Writes the dot product of every row [N, D] and every group's vector [C, D]: [C*N, 1]. */
final class CrossDotVertexConverter implements LayerConverter<CrossDotVertex> {
  @Override
  public Class<CrossDotVertex> layer() {
    return CrossDotVertex.class;
  }

  @Override
  public Value convert(LayerSite<CrossDotVertex> site) {
    Value rows = site.inputs().get(0);
    Value groups = site.inputs().get(1);
    if (groups.shape().dimension(0).is(1)) {
      return site.add(Operator.GEMM, List.of(rows, groups), Attribute.of("transB", 1));
    }
    Value products = site.add(Operator.GEMM, List.of(groups, rows), Attribute.of("transB", 1));
    return site.add(Operator.RESHAPE, List.of(products, site.vector("shape", -1, 1)));
  }
}
