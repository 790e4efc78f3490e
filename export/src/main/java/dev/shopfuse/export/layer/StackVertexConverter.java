package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.StackVertex;

/** Writes the inputs one after the other on the axis of the examples. */
final class StackVertexConverter implements LayerConverter<StackVertex> {
  @Override
  public Class<StackVertex> layer() {
    return StackVertex.class;
  }

  @Override
  public String limits() {
    return "masks for all inputs or for none";
  }

  @Override
  public Value convert(LayerSite<StackVertex> site) {
    site.giveMask(stacked(site));
    return site.add(Operator.CONCAT, site.inputs(), Attribute.of("axis", 0));
  }

  private static Optional<Value> stacked(LayerSite<StackVertex> site) {
    List<Value> masks = site.signals().stream().flatMap(signal -> signal.mask().stream()).toList();
    if (masks.isEmpty()) {
      return Optional.empty();
    }
    if (masks.size() < site.signals().size()) {
      throw site.unsupported("some inputs have a mask and some have none");
    }
    return Optional.of(site.add(Operator.CONCAT, masks, Attribute.of("axis", 0)));
  }
}
