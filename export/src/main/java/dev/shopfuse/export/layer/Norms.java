package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;

/** Writes Euclidean norms. */
final class Norms {
  private Norms() {}

  /** Reduces axes to a length of 1. */
  static Value l2(LayerSite<?> site, Value value, long... axes) {
    Value squares = site.add(Operator.MUL, List.of(value, value));
    Value sum =
        site.add(
            Operator.REDUCE_SUM,
            List.of(squares, site.vector("axes", axes)),
            Attribute.of("keepdims", 1));
    return site.add(Operator.SQRT, sum);
  }
}
