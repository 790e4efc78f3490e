package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes treat the rows of their inputs, the outermost axis, one by one. */
final class RowWise {
  private static final Set<Operator> ELEMENTWISE =
      EnumSet.of(
          Operator.ABS,
          Operator.ADD,
          Operator.AND,
          Operator.CAST,
          Operator.CLIP,
          Operator.DIV,
          Operator.ELU,
          Operator.EQUAL,
          Operator.ERF,
          Operator.EXP,
          Operator.GREATER,
          Operator.HARD_SIGMOID,
          Operator.LEAKY_RELU,
          Operator.LESS,
          Operator.LOG,
          Operator.MAX,
          Operator.MIN,
          Operator.MUL,
          Operator.NEG,
          Operator.NOT,
          Operator.OR,
          Operator.POW,
          Operator.RELU,
          Operator.SELU,
          Operator.SIGMOID,
          Operator.SIGN,
          Operator.SOFTPLUS,
          Operator.SOFTSIGN,
          Operator.SQRT,
          Operator.SUB,
          Operator.TANH,
          Operator.THRESHOLDED_RELU,
          Operator.WHERE);

  private RowWise() {}

  /**
   * Returns whether a node gives the same if it reads rows [1, ..] in place of their repetitions,
   * since another input has all rows and ONNX broadcasts.
   */
  static boolean broadcasts(Node node, List<Value> inputs, Map<Value, Value> rows) {
    Value output = node.outputs().get(0);
    return ELEMENTWISE.contains(node.operator())
        && inputs.stream().anyMatch(input -> !rows.containsKey(input) && hasRowsOf(input, output));
  }

  private static boolean hasRowsOf(Value input, Value output) {
    return input.shape().rank() == output.shape().rank()
        && input.shape().dimension(0).equals(output.shape().dimension(0));
  }

  /** Returns whether a node over repeated rows gives the repetition of what it gives for one. */
  static boolean once(Node node, List<Value> inputs, Map<Value, Value> rows) {
    boolean first = rows.containsKey(inputs.get(0));
    return switch (node.operator()) {
      case CONCAT -> isBesideRows(node) && inputs.stream().allMatch(rows::containsKey);
      case GATHER -> !first && integer(node, "axis") == 0;
      case GEMM -> first && !isTransposed(node) && noOther(inputs, rows);
      case MATMUL -> first && isProductOfRows(inputs, rows);
      case REDUCE_MAX, REDUCE_MEAN, SOFTMAX ->
          first && axes(node).stream().allMatch(axis -> axis > 0);
      case REDUCE_SUM, SQUEEZE, UNSQUEEZE -> first && keepsRows(node);
      default -> ELEMENTWISE.contains(node.operator()) && isElementwiseOverRows(node, inputs, rows);
    };
  }

  private static boolean isElementwiseOverRows(
      Node node, List<Value> inputs, Map<Value, Value> rows) {
    int rank = node.outputs().get(0).shape().rank();
    return inputs.stream()
        .allMatch(
            input ->
                rows.containsKey(input)
                    ? input.shape().rank() == rank
                    : input.shape().rank() < rank || input.shape().dimension(0).is(1));
  }

  /** An axis may be counted from the end. */
  private static boolean isBesideRows(Node node) {
    return Math.floorMod(integer(node, "axis"), node.outputs().get(0).shape().rank()) != 0;
  }

  private static boolean noOther(List<Value> inputs, Map<Value, Value> rows) {
    return inputs.stream().skip(1).noneMatch(rows::containsKey);
  }

  private static boolean isProductOfRows(List<Value> inputs, Map<Value, Value> rows) {
    Shape left = inputs.get(0).shape();
    Shape right = inputs.get(1).shape();
    return rows.containsKey(inputs.get(1))
        ? left.rank() == 3 && right.rank() == 3
        : right.rank() == 2;
  }

  /** The outermost axis stays what it is, one row for one row. */
  private static boolean keepsRows(Node node) {
    Shape before = node.inputs().get(0).shape();
    Shape after = node.outputs().get(0).shape();
    return after.rank() > 0
        && !before.dimension(0).is(1)
        && before.dimension(0).equals(after.dimension(0));
  }

  private static boolean isTransposed(Node node) {
    return integer(node, "transA") != 0 || integer(node, "transB") != 0;
  }

  private static long integer(Node node, String attribute) {
    return node.integer(attribute, 0);
  }

  private static List<Long> axes(Node node) {
    if (node.operator() == Operator.SOFTMAX) {
      long axis = node.integer("axis", -1);
      return List.of(axis < 0 ? axis + node.inputs().get(0).shape().rank() : axis);
    }
    for (Attribute attribute : node.attributes()) {
      if (attribute instanceof Attribute.Ints found && found.name().equals("axes")) {
        int rank = node.inputs().get(0).shape().rank();
        return found.values().stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
      }
    }
    return List.of(0L);
  }
}
