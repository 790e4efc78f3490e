package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shapes of reductions over axes. */
final class ReduceRules {
  private ReduceRules() {}

  static List<TensorType> byAttribute(NodeView node) {
    return reduce(node, node.integers("axes").orElseGet(List::of));
  }

  static List<TensorType> byInput(NodeView node) {
    return reduce(node, node.inputs().size() == 1 ? List.of() : LayoutRules.constants(node, 1));
  }

  static List<TensorType> argument(NodeView node) {
    return List.of(
        new TensorType(
            ElementType.INT64, reduce(node, List.of(node.integer("axis", 0))).get(0).shape()));
  }

  /** No axes are all axes. */
  private static List<TensorType> reduce(NodeView node, List<Long> axes) {
    Shape shape = node.shape(0);
    boolean keep = node.integer("keepdims", 1) == 1;
    Set<Integer> reduced = new HashSet<>();
    axes.forEach(axis -> reduced.add(node.axis(axis, shape.rank())));
    List<Dimension> lengths = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.isEmpty() && !reduced.contains(axis)) {
        lengths.add(shape.dimension(axis));
      } else if (keep) {
        lengths.add(Dimension.of(1));
      }
    }
    return node.output(new Shape(lengths));
  }
}
