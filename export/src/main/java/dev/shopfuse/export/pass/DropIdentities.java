package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.Optional;

/**
 * Leaves out nodes whose output is their input: Identity, and what changes neither type nor shape.
 */
public final class DropIdentities implements GraphPass {
  @Override
  public String name() {
    return "drop_identities";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    GraphView view = new GraphView(graph);
    return GraphCopy.of(
        graph,
        (node, copy) -> {
          Optional<Value> same = same(node, view);
          if (same.isPresent() && !view.isOutput(node.outputs().get(0))) {
            copy.replace(node.outputs().get(0), copy.copy(same.get()));
          } else {
            copy.node(node);
          }
        });
  }

  private static Optional<Value> same(Node node, GraphView view) {
    Value input = node.inputs().get(0);
    boolean sameType = input.type().equals(node.outputs().get(0).type());
    boolean same =
        switch (node.operator()) {
          case IDENTITY -> true;
          case CAST, EXPAND, RESHAPE -> sameType;
          case CONCAT -> node.inputs().size() == 1;
          default -> false;
        };
    return same ? Optional.of(input) : undone(node, view);
  }

  /** Squeeze after Unsqueeze of the same axes, and the other way around. */
  private static Optional<Value> undone(Node node, GraphView view) {
    if (node.operator() != Operator.SQUEEZE && node.operator() != Operator.UNSQUEEZE) {
      return Optional.empty();
    }
    Operator inverse = node.operator() == Operator.SQUEEZE ? Operator.UNSQUEEZE : Operator.SQUEEZE;
    return view.producer(node.inputs().get(0), inverse)
        .map(before -> before.inputs().get(0))
        .filter(origin -> origin.type().equals(node.outputs().get(0).type()));
  }
}
