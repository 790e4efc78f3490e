package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupAddVertex;

/** Writes the sum of each row and the vector of its group; shapes as {@link Groups} says. */
final class GroupAddVertexConverter implements LayerConverter<GroupAddVertex> {
  @Override
  public Class<GroupAddVertex> layer() {
    return GroupAddVertex.class;
  }

  @Override
  public Value convert(LayerSite<GroupAddVertex> site) {
    return Groups.combine(site, Operator.ADD, site.inputs().get(0), site.inputs().get(1));
  }
}
