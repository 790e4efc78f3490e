package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.List;

/** Shapes of matrix products. */
final class MatrixRules {
  private MatrixRules() {}

  /** [..., M, K] times [..., K, N] is [..., M, N]; the leading axes are broadcast. */
  static List<TensorType> matMul(NodeView node) {
    Shape left = node.shape(0);
    Shape right = node.shape(1);
    if (left.rank() < 2 || right.rank() < 2) {
      throw node.error("shapes %s and %s must have two axes or more".formatted(left, right));
    }
    requireEqual(node, left.last(), right.dimension(-2));
    Shape leading = ElementwiseRules.broadcast(node, leading(left), leading(right));
    List<Dimension> lengths = new ArrayList<>(leading.dimensions());
    lengths.add(left.dimension(-2));
    lengths.add(right.last());
    return node.output(new Shape(lengths));
  }

  static List<TensorType> gemm(NodeView node) {
    Shape left = node.shape(0);
    Shape right = node.shape(1);
    if (left.rank() != 2 || right.rank() != 2) {
      throw node.error("shapes %s and %s must have two axes".formatted(left, right));
    }
    int transA = (int) node.integer("transA", 0);
    int transB = (int) node.integer("transB", 0);
    requireEqual(node, left.dimension(1 - transA), right.dimension(transB));
    Shape product = Shape.of(left.dimension(transA), right.dimension(1 - transB));
    if (node.inputs().size() == 3
        && !ElementwiseRules.broadcast(node, product, node.shape(2)).equals(product)) {
      throw node.error("%s cannot be added to %s".formatted(node.shape(2), product));
    }
    return node.output(product);
  }

  private static Shape leading(Shape shape) {
    return new Shape(shape.dimensions().subList(0, shape.rank() - 2));
  }

  private static void requireEqual(NodeView node, Dimension left, Dimension right) {
    if (!left.equals(right)) {
      throw node.error(
          "shapes %s and %s do not fit: %s is not %s"
              .formatted(node.shape(0), node.shape(1), left, right));
    }
  }
}
