package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupDotVertex;
import java.util.List;

/** Writes the dot product of each row and the vector of its group: [.., D] to [.., 1]. */
final class GroupDotVertexConverter implements LayerConverter<GroupDotVertex> {
  @Override
  public Class<GroupDotVertex> layer() {
    return GroupDotVertex.class;
  }

  @Override
  public Value convert(LayerSite<GroupDotVertex> site) {
    Value rows = site.inputs().get(0);
    Value groups = site.inputs().get(1);
    if (rows.shape().rank() == 2 && groups.shape().dimension(0).is(1)) {
      return site.add(Operator.GEMM, List.of(rows, groups), Attribute.of("transB", 1));
    }
    Value products = Groups.combine(site, Operator.MUL, rows, groups);
    Value axis = site.vector("axis", products.shape().rank() - 1L);
    return site.add(Operator.REDUCE_SUM, List.of(products, axis));
  }
}
