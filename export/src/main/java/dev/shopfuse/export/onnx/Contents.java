package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.Dimension.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is known, before the graph runs, of the elements of int64 values that describe shapes and
 * axes: constants, and lengths taken from a value's shape and put together anew.
 */
final class Contents {
  private Contents() {}

  /** Returns the elements of a constant; nothing if it is no int64 scalar or vector. */
  static Optional<List<Dimension>> of(Tensor tensor) {
    return tensor.type() == ElementType.INT64 && tensor.lengths().size() <= 1
        ? Optional.of(LongStream.of(tensor.longs()).mapToObj(Dimension::of).toList())
        : Optional.empty();
  }

  /** Returns the elements that a node computes, if they are known. */
  static Optional<List<Dimension>> of(NodeView node) {
    if (node.operator() == Operator.SHAPE) {
      return Optional.of(node.shape(0).dimensions());
    }
    if (node.operator() == Operator.CONCAT) {
      return concat(node);
    }
    if (node.operator() == Operator.GATHER) {
      return gather(node);
    }
    return Optional.empty();
  }

  static Optional<Long> constant(Dimension element) {
    return element instanceof Fixed fixed ? Optional.of(fixed.length()) : Optional.empty();
  }

  private static Optional<List<Dimension>> concat(NodeView node) {
    List<Dimension> all = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Optional<List<Dimension>> part = node.contents(i);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(part.get());
    }
    return Optional.of(all);
  }

  private static Optional<List<Dimension>> gather(NodeView node) {
    Optional<List<Dimension>> data = node.contents(0);
    Optional<List<Dimension>> indices = node.contents(1);
    if (data.isEmpty() || indices.isEmpty()) {
      return Optional.empty();
    }
    List<Dimension> picked = new ArrayList<>();
    for (Dimension index : indices.get()) {
      Optional<Long> at = constant(index);
      if (at.isEmpty()) {
        return Optional.empty();
      }
      picked.add(data.get().get(node.axis(at.get(), data.get().size())));
    }
    return Optional.of(picked);
  }
}
