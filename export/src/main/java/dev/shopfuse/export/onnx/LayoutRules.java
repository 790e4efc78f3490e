package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.Dimension.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Shapes of operators that move, select or rearrange elements. */
final class LayoutRules {
  private LayoutRules() {}

  static List<TensorType> shape(NodeView node) {
    return node.output(ElementType.INT64, Shape.of(node.shape(0).rank()));
  }

  static List<TensorType> gather(NodeView node) {
    Shape data = node.shape(0);
    int axis = node.axis(node.integer("axis", 0), data.rank());
    List<Dimension> lengths = new ArrayList<>(data.dimensions().subList(0, axis));
    lengths.addAll(node.shape(1).dimensions());
    lengths.addAll(data.dimensions().subList(axis + 1, data.rank()));
    return node.output(new Shape(lengths));
  }

  static List<TensorType> concat(NodeView node) {
    Shape first = node.shape(0);
    int axis = node.axis(node.integer("axis", 0), first.rank());
    Dimension sum = first.dimension(axis);
    for (int i = 1; i < node.inputs().size(); i++) {
      Shape next = node.shape(i);
      if (next.rank() != first.rank() || !next.with(axis, first.dimension(axis)).equals(first)) {
        throw node.error("shapes %s and %s differ outside axis %d".formatted(first, next, axis));
      }
      sum = sum(sum, next.dimension(axis));
    }
    return node.output(first.with(axis, sum));
  }

  private static Dimension sum(Dimension left, Dimension right) {
    return left instanceof Fixed one && right instanceof Fixed other
        ? Dimension.of(one.length() + other.length())
        : Dimension.of(left + " + " + right);
  }

  static List<TensorType> flatten(NodeView node) {
    Shape shape = node.shape(0);
    long axis = node.integer("axis", 1);
    int split = axis == shape.rank() ? shape.rank() : node.axis(axis, shape.rank());
    return node.output(
        Shape.of(
            Lengths.product(shape.dimensions().subList(0, split)),
            Lengths.product(shape.dimensions().subList(split, shape.rank()))));
  }

  static List<TensorType> transpose(NodeView node) {
    Shape shape = node.shape(0);
    List<Long> order = node.integers("perm").orElseThrow();
    if (order.size() != shape.rank() || new TreeSet<>(order).size() != shape.rank()) {
      throw node.error("perm %s is no order of the axes of %s".formatted(order, shape));
    }
    return node.output(
        new Shape(
            order.stream().map(axis -> shape.dimension(node.axis(axis, shape.rank()))).toList()));
  }

  static List<TensorType> unsqueeze(NodeView node) {
    List<Long> axes = constants(node, 1);
    List<Dimension> lengths = new ArrayList<>(node.shape(0).dimensions());
    int rank = lengths.size() + axes.size();
    TreeSet<Integer> sorted = new TreeSet<>();
    axes.forEach(axis -> sorted.add(node.axis(axis, rank)));
    sorted.forEach(axis -> lengths.add(axis, Dimension.of(1)));
    return node.output(new Shape(lengths));
  }

  static List<TensorType> squeeze(NodeView node) {
    Shape shape = node.shape(0);
    List<Dimension> lengths = new ArrayList<>(shape.dimensions());
    TreeSet<Integer> sorted = new TreeSet<>();
    constants(node, 1).forEach(axis -> sorted.add(node.axis(axis, shape.rank())));
    for (int axis : sorted.descendingSet()) {
      if (!lengths.remove(axis).is(1)) {
        throw node.error("axis %d of %s is not 1".formatted(axis, shape));
      }
    }
    return node.output(new Shape(lengths));
  }

  static List<TensorType> reshape(NodeView node) {
    List<Dimension> wanted = node.contents(1).orElseThrow(() -> unknown(node, 1));
    return node.output(Lengths.reshape(node, node.shape(0), wanted));
  }

  static List<TensorType> expand(NodeView node) {
    List<Dimension> wanted = node.contents(1).orElseThrow(() -> unknown(node, 1));
    return node.output(ElementwiseRules.broadcast(node, node.shape(0), new Shape(wanted)));
  }

  /** Slices with constant starts, ends and axes, forward, one by one. */
  static List<TensorType> slice(NodeView node) {
    List<Long> starts = constants(node, 1);
    List<Long> ends = constants(node, 2);
    List<Long> axes = constants(node, 3);
    Shape shape = node.shape(0);
    for (int i = 0; i < axes.size(); i++) {
      int axis = node.axis(axes.get(i), shape.rank());
      shape = shape.with(axis, cut(node, shape.dimension(axis), starts.get(i), ends.get(i)));
    }
    return node.output(shape);
  }

  private static Dimension cut(NodeView node, Dimension whole, long start, long end) {
    if (!(whole instanceof Fixed fixed)) {
      throw node.error("axis of length %s cannot be sliced".formatted(whole));
    }
    long from = start < 0 ? start + fixed.length() : start;
    long to = end < 0 ? end + fixed.length() : Math.min(end, fixed.length());
    if (from < 0 || to < from) {
      throw node.error("slice %d to %d is outside of %s".formatted(start, end, whole));
    }
    return Dimension.of(to - from);
  }

  /** Returns the elements of an input that must be a constant. */
  static List<Long> constants(NodeView node, int input) {
    List<Long> values = new ArrayList<>();
    for (Dimension element : node.contents(input).orElseThrow(() -> unknown(node, input))) {
      values.add(Contents.constant(element).orElseThrow(() -> unknown(node, input)));
    }
    return values;
  }

  private static GraphException unknown(NodeView node, int input) {
    return node.error(
        "input %s must be known before the graph runs".formatted(node.inputs().get(input).name()));
  }
}
