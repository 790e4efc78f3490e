package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes layer normalisation over the last axis: value [.., H], gain [H], bias [H]. */
final class LayerNormalizations {
  /** DL4J adds nothing to the deviation; this only keeps equal features from giving NaN. */
  private static final double EPSILON = 1e-12;

  private LayerNormalizations() {}

  static Value apply(LayerSite<?> site, Value value, Value gain, Optional<Value> bias) {
    if (site.allows(Operator.LAYER_NORMALIZATION)) {
      List<Value> inputs = new ArrayList<>(List.of(value, gain));
      bias.ifPresent(inputs::add);
      return site.add(
          Operator.LAYER_NORMALIZATION,
          inputs,
          Attribute.of("axis", -1),
          Attribute.of("epsilon", (float) EPSILON));
    }
    Value centred = site.add(Operator.SUB, List.of(value, mean(site, value)));
    Value variance = mean(site, site.add(Operator.MUL, List.of(centred, centred)));
    Value safe = site.add(Operator.ADD, List.of(variance, site.scalar("epsilon", EPSILON)));
    Value unit = site.add(Operator.DIV, List.of(centred, site.add(Operator.SQRT, safe)));
    Value scaled = site.add(Operator.MUL, List.of(unit, gain));
    return bias.map(added -> site.add(Operator.ADD, List.of(scaled, added))).orElse(scaled);
  }

  private static Value mean(LayerSite<?> site, Value value) {
    return site.add(
        Operator.REDUCE_MEAN, value, Attribute.ofAll("axes", -1), Attribute.of("keepdims", 1));
  }
}
