package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.Dimension.Fixed;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Data [B.., D.., X..], indices [B.., I.., number of axes D]; output [B.., I.., X..]. */
  static List<TensorType> gatherNd(NodeView node) {
    Shape data = node.shape(0);
    Shape indices = node.shape(1);
    int batch = (int) node.integer("batch_dims", 0);
    long picked = Contents.constant(indices.last()).orElseThrow(() -> unknown(node, 1));
    if (batch + picked > data.rank()) {
      throw node.error("indices %s do not fit %s".formatted(indices, data));
    }
    List<Dimension> lengths = new ArrayList<>(indices.dimensions().subList(0, indices.rank() - 1));
    lengths.addAll(data.dimensions().subList(batch + (int) picked, data.rank()));
    return node.output(new Shape(lengths));
  }

  static List<TensorType> scatterElements(NodeView node) {
    Shape data = node.shape(0);
    Shape indices = node.shape(1);
    node.axis(node.integer("axis", 0), data.rank());
    if (indices.rank() != data.rank() || !indices.equals(node.shape(2))) {
      throw node.error(
          "data %s, indices %s and updates %s do not fit".formatted(data, indices, node.shape(2)));
    }
    return node.output(data);
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
      sum = Lengths.sum(sum, next.dimension(axis));
    }
    return node.output(first.with(axis, sum));
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

  /** Slices with constant starts, ends and axes; steps are 1 or -1. */
  static List<TensorType> slice(NodeView node) {
    List<Long> starts = constants(node, 1);
    List<Long> ends = constants(node, 2);
    List<Long> axes = constants(node, 3);
    List<Long> steps =
        node.inputs().size() > 4 ? constants(node, 4) : Collections.nCopies(axes.size(), 1L);
    Shape shape = node.shape(0);
    for (int i = 0; i < axes.size(); i++) {
      int axis = node.axis(axes.get(i), shape.rank());
      Dimension whole = shape.dimension(axis);
      Dimension part =
          steps.get(i) == -1
              ? reversed(node, whole, starts.get(i), ends.get(i))
              : cut(node, whole, starts.get(i), ends.get(i));
      shape = shape.with(axis, part);
    }
    return node.output(shape);
  }

  private static Dimension cut(NodeView node, Dimension whole, long start, long end) {
    if (!(whole instanceof Fixed fixed)) {
      return cutUnknown(node, whole, start, end);
    }
    long from = start < 0 ? start + fixed.length() : start;
    long to = end < 0 ? end + fixed.length() : Math.min(end, fixed.length());
    if (from < 0 || to < from) {
      throw node.error("slice %d to %d is outside of %s".formatted(start, end, whole));
    }
    return Dimension.of(to - from);
  }

  /** Of an axis whose length is not known, all, the first or the last elements can be left out. */
  private static Dimension cutUnknown(NodeView node, Dimension whole, long start, long end) {
    boolean toTheEnd = end == Long.MAX_VALUE;
    if (start < 0 && toTheEnd) {
      return Dimension.of(-start);
    }
    if (start >= 0 && (toTheEnd || end < 0)) {
      return Lengths.spread(whole, 1, (toTheEnd ? 0 : end) - start);
    }
    if (start == 0 && end > 0) {
      return Lengths.atMost(whole, end);
    }
    throw node.error("axis of length %s cannot be cut from %d to %d".formatted(whole, start, end));
  }

  private static Dimension reversed(NodeView node, Dimension whole, long start, long end) {
    if (start != -1 || end != -Long.MAX_VALUE) {
      throw node.error("step -1 must take a whole axis, from -1 to %d".formatted(-Long.MAX_VALUE));
    }
    return whole;
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
