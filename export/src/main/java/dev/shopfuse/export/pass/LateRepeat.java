package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Computes a row before it is repeated instead of computing all its copies: an Expand of [1, ..] to
 * [N, ..] moves behind whatever works row by row, and vanishes where an operator broadcasts. So
 * what depends on the user alone is computed once.
 */
public final class LateRepeat implements GraphPass {
  @Override
  public String name() {
    return "late_repeat";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    return new Move(graph).move();
  }

  /** One application: remembers which values of the new graph are repeated rows. */
  private static final class Move {
    private final OnnxGraph graph;
    private final GraphView view;
    private final GraphCopy copy;

    /** The row [1, ..] behind each repetition of one in the new graph. */
    private final Map<Value, Value> rows = new HashMap<>();

    /** The shape [N, ..] that a row was repeated to. */
    private final Map<Value, Value> shapes = new HashMap<>();

    Move(OnnxGraph graph) {
      this.graph = graph;
      this.view = new GraphView(graph);
      this.copy = new GraphCopy(graph);
    }

    OnnxGraph move() {
      graph.inputs().forEach(copy::input);
      graph.initializers().forEach(copy::constant);
      graph.nodes().forEach(this::node);
      return copy.build();
    }

    private void node(Node node) {
      Value output = node.outputs().get(0);
      if (view.repeated(output).isPresent()) {
        copy.node(node);
        Value repeated = copy.copy(output);
        rows.put(repeated, copy.copy(node.inputs().get(0)));
        shapes.put(repeated, copy.copy(node.inputs().get(1)));
        return;
      }
      List<Value> inputs = copy.copies(node.inputs());
      boolean any = inputs.stream().anyMatch(rows::containsKey);
      if (any && RowWise.broadcasts(node, inputs, rows)) {
        copy.node(node, inputs.stream().map(input -> rows.getOrDefault(input, input)).toList());
      } else if (any && !view.isOutput(output) && RowWise.once(node, inputs, rows)) {
        once(node, inputs);
      } else {
        copy.node(node);
      }
    }

    private void once(Node node, List<Value> inputs) {
      Value any = inputs.stream().filter(rows::containsKey).findFirst().orElseThrow();
      copy.node(node, inputs.stream().map(input -> rows.getOrDefault(input, input)).toList());
      Value row = copy.copy(node.outputs().get(0));
      Value count = count(node.name(), Objects.requireNonNull(shapes.get(any)));
      Value shape = shape(node.name(), count, row.shape().rank());
      Value repeated = copy.add(node.name() + "/Expand", Operator.EXPAND, List.of(row, shape));
      copy.replace(node.outputs().get(0), repeated);
      rows.put(repeated, row);
      shapes.put(repeated, count);
    }

    /** Returns [N], the first element of a shape. */
    private Value count(String name, Value shape) {
      if (shape.shape().dimension(0).is(1)) {
        return shape;
      }
      Value first = copy.builder().initializer(name + "/first", Tensor.vector(0));
      return copy.add(name + "/count", Operator.GATHER, List.of(shape, first));
    }

    /** Returns the shape [N, 1, ..]: Expand keeps a length where it is told 1. */
    private Value shape(String name, Value count, int rank) {
      if (rank == 1) {
        return count;
      }
      long[] ones = new long[rank - 1];
      Arrays.fill(ones, 1);
      Value rest = copy.builder().initializer(name + "/rest", Tensor.vector(ones));
      return copy.add(
          name + "/shape", Operator.CONCAT, List.of(count, rest), Attribute.of("axis", 0));
    }
  }
}
