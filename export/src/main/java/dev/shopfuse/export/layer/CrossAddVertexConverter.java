package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.CrossAddVertex;
import java.util.List;

/** Writes the sum of every row [N, H] and every group's vector [C, H]: [C*N, H]. */
final class CrossAddVertexConverter implements LayerConverter<CrossAddVertex> {
  @Override
  public Class<CrossAddVertex> layer() {
    return CrossAddVertex.class;
  }

  @Override
  public Value convert(LayerSite<CrossAddVertex> site) {
    Value rows = site.inputs().get(0);
    Value groups = site.inputs().get(1);
    if (groups.shape().dimension(0).is(1)) {
      return site.add(Operator.ADD, List.of(rows, groups));
    }
    Value crossed = site.add(Operator.ADD, List.of(rows, Groups.middleAxis(site, groups)));
    Value shape = site.vector("shape", -1, Groups.width(rows));
    return site.add(Operator.RESHAPE, List.of(crossed, shape));
  }
}
