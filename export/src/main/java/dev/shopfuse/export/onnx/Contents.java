package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.Dimension.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is known, before the graph runs, of the elements of int64 values that describe shapes and
 * axes: constants, and lengths taken from a value's shape and put together anew. Of short float
 * constants, such as scales, whole numbers are known too. Longer values describe no shape and are
 * not looked at, or a file could double them from node to node.
 */
final class Contents {
  /** More elements than a shape, or what is added on both sides of its axes, has. */
  private static final int MAX_ELEMENTS = 64;

  private static final int MAX_SCALES = 8;
  private static final float MAX_SCALE = 1 << 24;

  private Contents() {}

  /** Returns the elements of a scalar or vector, if they are whole numbers. */
  static Optional<List<Dimension>> of(Tensor tensor) {
    if (tensor.lengths().size() > 1 || elements(tensor) > MAX_ELEMENTS) {
      return Optional.empty();
    }
    if (tensor.type() == ElementType.INT64) {
      return Optional.of(LongStream.of(tensor.longs()).mapToObj(Dimension::of).toList());
    }
    return tensor.type() == ElementType.FLOAT && tensor.bytes().size() <= MAX_SCALES * Float.BYTES
        ? wholeNumbers(tensor.floats())
        : Optional.empty();
  }

  private static int elements(Tensor tensor) {
    return tensor.bytes().size() / tensor.type().bytes();
  }

  private static Optional<List<Dimension>> wholeNumbers(float[] values) {
    List<Dimension> elements = new ArrayList<>();
    for (float value : values) {
      if (value != Math.rint(value) || Math.abs(value) > MAX_SCALE) {
        return Optional.empty();
      }
      elements.add(Dimension.of((long) value));
    }
    return Optional.of(elements);
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
      if (all.size() > MAX_ELEMENTS) {
        return Optional.empty();
      }
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
