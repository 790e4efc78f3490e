package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes at export what depends on constants alone. A result that would make the file larger
 * stays a computation: it is kept if it is small, or if nothing else needs what it is made of.
 */
public final class FoldConstants implements GraphPass {
  private static final long SMALL_BYTES = 4096;

  @Override
  public String name() {
    return "fold_constants";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    List<Node> constant = constantNodes(graph);
    List<Value> wanted = frontier(graph, new HashSet<>(constant));
    if (wanted.isEmpty()) {
      return graph;
    }
    Map<Value, Tensor> computed = new HashMap<>();
    try (Subgraph part = new Subgraph(graph, constant, wanted)) {
      List<Tensor> tensors = part.run(Map.of());
      for (int i = 0; i < wanted.size(); i++) {
        if (staysSmall(tensors.get(i), wanted.get(i), graph)) {
          computed.put(wanted.get(i), tensors.get(i));
        }
      }
    }
    return computed.isEmpty() ? graph : replace(graph, computed);
  }

  private static List<Node> constantNodes(OnnxGraph graph) {
    Set<Value> known = new HashSet<>(graph.initializers().keySet());
    List<Node> constant = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.inputs().stream()
          .allMatch(value -> value.name().isEmpty() || known.contains(value))) {
        constant.add(node);
        known.addAll(node.outputs());
      }
    }
    return constant;
  }

  /** The constant values that are read by a node which is not, and that are no outputs. */
  private static List<Value> frontier(OnnxGraph graph, Set<Node> constant) {
    GraphView view = new GraphView(graph);
    return constant.stream()
        .flatMap(node -> node.outputs().stream())
        .filter(value -> !view.isOutput(value))
        .filter(value -> !constant.containsAll(view.readers(value)))
        .sorted((left, right) -> left.name().compareTo(right.name()))
        .toList();
  }

  private static boolean staysSmall(Tensor tensor, Value value, OnnxGraph graph) {
    if (tensor.bytes().size() <= SMALL_BYTES) {
      return true;
    }
    OnnxGraph without = replace(graph, Map.of(value, tensor));
    return without.constantBytes() <= graph.constantBytes();
  }

  private static OnnxGraph replace(OnnxGraph graph, Map<Value, Tensor> computed) {
    return GraphCopy.of(
        graph,
        (node, copy) -> {
          Value output = node.outputs().get(0);
          if (node.outputs().size() == 1 && computed.containsKey(output)) {
            copy.constant(output, computed.get(output));
          } else {
            copy.node(node);
          }
        });
  }
}
