package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupRectifierVertex;

/** Writes ReLU of each row plus the vector of its group; shapes as {@link Groups} says. */
final class GroupRectifierVertexConverter implements LayerConverter<GroupRectifierVertex> {
  @Override
  public Class<GroupRectifierVertex> layer() {
    return GroupRectifierVertex.class;
  }

  @Override
  public Value convert(LayerSite<GroupRectifierVertex> site) {
    Value sum = Groups.combine(site, Operator.ADD, site.inputs().get(0), site.inputs().get(1));
    return site.add(Operator.RELU, sum);
  }
}
