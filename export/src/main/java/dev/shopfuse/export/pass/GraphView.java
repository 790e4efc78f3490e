package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What passes ask of a graph: who computes a value, who reads it, what it is. Immutable. */
final class GraphView {
  private final OnnxGraph graph;
  private final Map<Value, Node> producers = new HashMap<>();
  private final Map<Value, List<Node>> readers = new HashMap<>();

  GraphView(OnnxGraph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      node.outputs().forEach(output -> producers.put(output, node));
      node.inputs()
          .forEach(input -> readers.computeIfAbsent(input, none -> new ArrayList<>()).add(node));
    }
  }

  /** Returns the node that computes a value, if it is computed by this operator. */
  Optional<Node> producer(Value value, Operator operator) {
    return Optional.ofNullable(producers.get(value)).filter(node -> node.operator() == operator);
  }

  List<Node> readers(Value value) {
    return readers.getOrDefault(value, List.of());
  }

  /** Returns whether one node alone reads a value, and the caller of the graph does not. */
  boolean readOnce(Value value) {
    return readers(value).size() == 1 && !isOutput(value);
  }

  boolean isOutput(Value value) {
    return graph.outputs().contains(value);
  }

  boolean isConstant(Value value) {
    return graph.initializers().containsKey(value);
  }

  Optional<Tensor> constant(Value value) {
    return Optional.ofNullable(graph.initializers().get(value));
  }

  /** Returns whether a node is {@code X W} or {@code X W + b} with constant W [I, H] and b. */
  boolean isDense(Node node) {
    boolean product = node.operator() == Operator.MATMUL || isPlainGemm(node);
    return product
        && node.inputs().get(1).shape().rank() == 2
        && node.inputs().stream().skip(1).allMatch(this::isConstant);
  }

  private static boolean isPlainGemm(Node node) {
    return node.operator() == Operator.GEMM
        && node.attributes().stream().allMatch(GraphView::isDefault);
  }

  private static boolean isDefault(Attribute attribute) {
    boolean factor = attribute.name().equals("alpha") || attribute.name().equals("beta");
    return factor
        ? attribute instanceof Attribute.Real real && real.value() == 1
        : attribute instanceof Attribute.Int integer && integer.value() == 0;
  }

  /**
   * Returns the value [1, ..] whose only row is repeated to make this one [N, ..], if that is how
   * it is made.
   */
  Optional<Value> repeated(Value value) {
    return producer(value, Operator.EXPAND)
        .map(node -> node.inputs().get(0))
        .filter(row -> repeatsRow(row, value));
  }

  private static boolean repeatsRow(Value row, Value rows) {
    return row.shape().rank() == rows.shape().rank()
        && row.shape().rank() > 0
        && row.shape().dimension(0).is(1)
        && row.shape().with(0, rows.shape().dimension(0)).equals(rows.shape());
  }

  /** Returns a length that is known before the graph runs. */
  static Optional<Long> fixed(Dimension dimension) {
    return dimension instanceof Dimension.Fixed known
        ? Optional.of(known.length())
        : Optional.empty();
  }
}
