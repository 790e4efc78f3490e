package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;

/** Writes the last step that counts of a time series. */
final class LastSteps {
  private LastSteps() {}

  /** Series [N, H, T] or [N, T, H] and an optional mask [N, T] to [N, H]. */
  static Value of(LayerSite<?> site, Value series, Optional<Value> mask, boolean featuresAreLast) {
    if (mask.isEmpty()) {
      long time = featuresAreLast ? 1 : 2;
      Value last = Rearrange.slice(site, series, time, -1, Long.MAX_VALUE);
      return Rearrange.squeeze(site, last, time);
    }
    Value steps = featuresAreLast ? series : Rearrange.transpose(site, series, 0, 2, 1);
    Value last =
        site.add(
            Operator.ARG_MAX,
            mask.get(),
            Attribute.of("axis", 1),
            Attribute.of("keepdims", 1),
            Attribute.of("select_last_index", 1));
    return site.add(Operator.GATHER_ND, List.of(steps, last), Attribute.of("batch_dims", 1));
  }
}
