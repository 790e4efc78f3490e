package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;

/**
 * Joins rows with one vector per group: rows [C*G, H] or, already in groups, [C, G, H]; groups [C,
 * H].
 *
 * <p>Where C is known to be 1, or to be the number of rows, ONNX's broadcasting does it all; so the
 * vector of a single user is computed once and never copied.
 */
final class Groups {
  private Groups() {}

  /** Applies an operator to each row and the vector of its group; the rows keep their shape. */
  static Value combine(LayerSite<?> site, Operator operator, Value rows, Value groups) {
    if (rows.shape().rank() == 3) {
      // Where each row has a vector of its own, the vectors are in groups as well.
      Value vectors = groups.shape().rank() == 3 ? groups : middleAxis(site, groups);
      return site.add(operator, List.of(rows, vectors));
    }
    if (groups.shape().dimension(0).is(1)
        || groups.shape().dimension(0).equals(rows.shape().dimension(0))) {
      return site.add(operator, List.of(rows, groups));
    }
    Value grouped = grouped(site, rows, groups);
    Value combined = site.add(operator, List.of(grouped, middleAxis(site, groups)));
    return site.add(Operator.RESHAPE, List.of(combined, site.add(Operator.SHAPE, rows)));
  }

  /** Puts rows [C*G, H] into as many groups as another value [C, ..] has: [C, G, H]. */
  static Value grouped(LayerSite<?> site, Value rows, Value groups) {
    Value count =
        site.add(
            Operator.GATHER, List.of(site.add(Operator.SHAPE, groups), site.vector("first", 0)));
    Value shape =
        site.add(
            Operator.CONCAT,
            List.of(count, site.vector("rest", -1), site.vector("width", width(rows))),
            Attribute.of("axis", 0));
    return site.add(Operator.RESHAPE, List.of(rows, shape));
  }

  /** Makes vectors of groups [C, H] fit rows in groups: [C, 1, H]. */
  static Value middleAxis(LayerSite<?> site, Value groups) {
    return site.add(Operator.UNSQUEEZE, List.of(groups, site.vector("middle", 1)));
  }

  /** Returns H, which a network knows of every value. */
  static long width(Value value) {
    if (value.shape().last() instanceof Dimension.Fixed width) {
      return width.length();
    }
    throw new IllegalArgumentException("The width of " + value + " is not known.");
  }
}
