package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.List;

/** Types and shapes of operators that work element by element. */
final class ElementwiseRules {
  private ElementwiseRules() {}

  static List<TensorType> same(NodeView node) {
    return List.of(node.type(0));
  }

  static List<TensorType> cast(NodeView node) {
    ElementType target;
    try {
      target = ElementType.ofCode(node.integer("to", 0));
    } catch (IllegalArgumentException e) {
      throw node.error("cannot cast: " + e.getMessage());
    }
    return node.output(target, node.shape(0));
  }

  static List<TensorType> broadcast(NodeView node) {
    return node.output(broadcastFrom(node, 0));
  }

  static List<TensorType> compare(NodeView node) {
    return node.output(ElementType.BOOL, broadcastFrom(node, 0));
  }

  static List<TensorType> where(NodeView node) {
    return node.output(node.type(1).element(), broadcastFrom(node, 0));
  }

  private static Shape broadcastFrom(NodeView node, int first) {
    Shape shape = node.shape(first);
    for (int i = first + 1; i < node.inputs().size(); i++) {
      shape = broadcast(node, shape, node.shape(i));
    }
    return shape;
  }

  /** Aligns two shapes at their last axes; a length of 1 is repeated. */
  static Shape broadcast(NodeView node, Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    List<Dimension> lengths = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      lengths.add(
          common(
              node,
              left,
              right,
              at(left, i - rank + left.rank()),
              at(right, i - rank + right.rank())));
    }
    return new Shape(lengths);
  }

  private static Dimension at(Shape shape, int axis) {
    return axis < 0 ? Dimension.of(1) : shape.dimensions().get(axis);
  }

  private static Dimension common(
      NodeView node, Shape left, Shape right, Dimension one, Dimension other) {
    if (one.is(1)) {
      return other;
    }
    if (other.is(1) || one.equals(other)) {
      return one;
    }
    throw node.error("shapes %s and %s cannot be broadcast".formatted(left, right));
  }
}
