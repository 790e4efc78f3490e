package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;

/**
 * Turns time series into rows, one for each step, and back. Rows are ordered by step, then by
 * example.
 */
final class Steps {
  private Steps() {}

  /** Series [N, H, T] or [N, T, H] to rows [T * N, H]. */
  static Value toRows(LayerSite<?> site, Value series, boolean featuresAreLast) {
    Value steps = Recurrences.timeFirst(site, series, featuresAreLast);
    return Rearrange.reshape(site, steps, -1, Groups.width(steps));
  }

  /** Mask [N, T] to [T * N, 1]. */
  static Value maskToRows(LayerSite<?> site, Value mask) {
    return Rearrange.reshape(site, Rearrange.transpose(site, mask, 1, 0), -1, 1);
  }

  /** Rows [T * N, ..] to [T, N, ..]; N is the batch of the network. */
  static Value grouped(LayerSite<?> site, Value rows) {
    Value batch =
        site.add(
            Operator.GATHER,
            List.of(site.add(Operator.SHAPE, site.example()), site.vector("first", 0)));
    Value shape =
        site.add(
            Operator.CONCAT,
            List.of(site.vector("rest", -1), batch, site.vector("width", Groups.width(rows))),
            Attribute.of("axis", 0));
    return site.add(Operator.RESHAPE, List.of(rows, shape));
  }

  /** Rows [T * N, H] to series [N, H, T] or [N, T, H]. */
  static Value toSeries(LayerSite<?> site, Value rows, boolean featuresBelongLast) {
    Value steps = grouped(site, rows);
    return featuresBelongLast
        ? Rearrange.transpose(site, steps, 1, 0, 2)
        : Rearrange.transpose(site, steps, 1, 2, 0);
  }

  /** Mask rows [T * N, 1] to [N, T]. */
  static Value maskToSeries(LayerSite<?> site, Value mask) {
    Value steps = Rearrange.squeeze(site, grouped(site, mask), 2);
    return Rearrange.transpose(site, steps, 1, 0);
  }
}
