package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupMultiplyVertex;

/** Writes the product of each row and the vector of its group; shapes as {@link Groups} says. */
final class GroupMultiplyVertexConverter implements LayerConverter<GroupMultiplyVertex> {
  @Override
  public Class<GroupMultiplyVertex> layer() {
    return GroupMultiplyVertex.class;
  }

  @Override
  public Value convert(LayerSite<GroupMultiplyVertex> site) {
    return Groups.combine(site, Operator.MUL, site.inputs().get(0), site.inputs().get(1));
  }
}
