package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.LayerNormVertex;
import java.util.List;

/** Writes rows [.., H] brought to mean 0 and variance 1. */
final class LayerNormVertexConverter implements LayerConverter<LayerNormVertex> {
  @Override
  public Class<LayerNormVertex> layer() {
    return LayerNormVertex.class;
  }

  @Override
  public Value convert(LayerSite<LayerNormVertex> site) {
    Value mean = mean(site, site.input());
    Value centred = site.add(Operator.SUB, List.of(site.input(), mean));
    Value variance = mean(site, site.add(Operator.MUL, List.of(centred, centred)));
    Value epsilon = site.scalar("epsilon", LayerNormVertex.EPSILON);
    Value deviation = site.add(Operator.SQRT, site.add(Operator.ADD, List.of(variance, epsilon)));
    return site.add(Operator.DIV, List.of(centred, deviation));
  }

  private static Value mean(LayerSite<LayerNormVertex> site, Value rows) {
    return site.add(
        Operator.REDUCE_MEAN,
        rows,
        Attribute.ofAll("axes", rows.shape().rank() - 1L),
        Attribute.of("keepdims", 1));
  }
}
