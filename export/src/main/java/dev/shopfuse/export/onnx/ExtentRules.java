package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.List;

/** Shapes of operators that lengthen axes, or trade one axis for another. */
final class ExtentRules {
  private ExtentRules() {}

  /** Adds constant numbers of elements: all begins, then all ends. */
  static List<TensorType> pad(NodeView node) {
    Shape shape = node.shape(0);
    List<Long> pads = LayoutRules.constants(node, 1);
    if (pads.size() != 2 * shape.rank()) {
      throw node.error("pads %s do not fit %s".formatted(pads, shape));
    }
    List<Dimension> lengths = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      long added = pads.get(axis) + pads.get(axis + shape.rank());
      lengths.add(Lengths.spread(shape.dimension(axis), 1, added));
    }
    return node.output(new Shape(lengths));
  }

  /** Repeats whole axes a constant number of times. */
  static List<TensorType> tile(NodeView node) {
    return node.output(multiplied(node, node.shape(0), LayoutRules.constants(node, 1)));
  }

  /** Stretches axes by constant whole scales. */
  static List<TensorType> resize(NodeView node) {
    return node.output(multiplied(node, node.shape(0), LayoutRules.constants(node, 2)));
  }

  static List<TensorType> spaceToDepth(NodeView node) {
    long block = node.integer("blocksize", 1);
    Shape shape = node.shape(0);
    if (shape.rank() != 4) {
      throw node.error("input %s must have four axes".formatted(shape));
    }
    List<Dimension> lengths = new ArrayList<>(shape.dimensions());
    lengths.set(1, Lengths.product(List.of(shape.dimension(1), Dimension.of(block * block))));
    for (int axis = 2; axis < 4; axis++) {
      lengths.set(axis, Lengths.steps(node, shape.dimension(axis), -block, block));
    }
    return node.output(new Shape(lengths));
  }

  private static Shape multiplied(NodeView node, Shape shape, List<Long> factors) {
    if (factors.size() != shape.rank()) {
      throw node.error("%s does not fit %s".formatted(factors, shape));
    }
    List<Dimension> lengths = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      lengths.add(Lengths.product(List.of(shape.dimension(axis), Dimension.of(factors.get(axis)))));
    }
    return new Shape(lengths);
  }
}
