package dev.shopfuse.export.onnx;

import java.util.List;

/** Shapes of recurrent operators: sequences are [T, N, I], outputs [T, D, N, H]. */
final class RecurrentRules {
  private RecurrentRules() {}

  static List<TensorType> lstm(NodeView node) {
    return sequence(node, 4);
  }

  static List<TensorType> rnn(NodeView node) {
    return sequence(node, 1);
  }

  /** Weight [D, gates * H, I], recurrent weight [D, gates * H, H]; only the sequence is taken. */
  private static List<TensorType> sequence(NodeView node, long gates) {
    Shape input = node.shape(0);
    Shape weight = node.shape(1);
    long hidden = node.integer("hidden_size", 0);
    long directions = node.text("direction", "forward").equals("bidirectional") ? 2 : 1;
    if (input.rank() != 3 || weight.rank() != 3 || !weight.last().equals(input.last())) {
      throw node.error("input %s does not fit weight %s".formatted(input, weight));
    }
    requireShape(
        node,
        "W",
        weight,
        Shape.of(Dimension.of(directions), Dimension.of(gates * hidden), input.last()));
    requireShape(node, "R", node.shape(2), Shape.of(directions, gates * hidden, hidden));
    return node.output(
        Shape.of(
            input.dimension(0),
            Dimension.of(directions),
            input.dimension(1),
            Dimension.of(hidden)));
  }

  private static void requireShape(NodeView node, String name, Shape actual, Shape expected) {
    if (!actual.equals(expected)) {
      throw node.error("%s is %s, expected %s".formatted(name, actual, expected));
    }
  }
}
