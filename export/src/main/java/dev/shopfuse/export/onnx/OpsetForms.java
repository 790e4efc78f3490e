package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites nodes whose operator takes its settings another way in newer opsets: from opset 18 on,
 * the reductions that took their axes as an attribute take them as an input.
 */
final class OpsetForms {
  private static final int AXES_AS_INPUT = 18;
  private static final String AXES = "axes";

  private OpsetForms() {}

  static OnnxGraph of(OnnxGraph graph, int opset) {
    if (opset < AXES_AS_INPUT) {
      return graph;
    }
    Map<Value, Tensor> initializers = new LinkedHashMap<>(graph.initializers());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.add(
          node.operator().newerForm().isPresent()
              ? withAxesInput(node, node.operator().newerForm().get(), initializers)
              : node);
    }
    return new OnnxGraph(graph.name(), graph.inputs(), initializers, nodes, graph.outputs());
  }

  private static Node withAxesInput(Node node, Operator newer, Map<Value, Tensor> initializers) {
    List<Value> inputs = new ArrayList<>(node.inputs());
    List<Attribute> attributes = new ArrayList<>();
    for (Attribute attribute : node.attributes()) {
      if (attribute instanceof Attribute.Ints axes && axes.name().equals(AXES)) {
        Tensor tensor = Tensor.vector(axes.values().stream().mapToLong(Long::longValue).toArray());
        Value value =
            new Value(node.name() + "/" + AXES, new TensorType(tensor.type(), tensor.shape()));
        initializers.put(value, tensor);
        inputs.add(value);
      } else {
        attributes.add(attribute);
      }
    }
    return new Node(node.name(), newer, inputs, attributes, node.outputs());
  }
}
