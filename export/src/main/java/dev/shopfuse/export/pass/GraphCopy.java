package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A copy of a graph in the making: each value of the old graph is copied or replaced, in the old
 * order. What nothing needs any more is left out at the end. Not thread-safe; makes one graph.
 */
final class GraphCopy {
  private final OnnxGraph old;
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();

  GraphCopy(OnnxGraph old) {
    this.old = old;
    this.builder = new GraphBuilder(old.name());
  }

  /** Copies inputs and constants as they are, and lets a rule copy or replace each node. */
  static OnnxGraph of(OnnxGraph old, BiConsumer<Node, GraphCopy> rule) {
    GraphCopy copy = new GraphCopy(old);
    old.inputs().forEach(copy::input);
    old.initializers().forEach(copy::constant);
    old.nodes().forEach(node -> rule.accept(node, copy));
    return copy.build();
  }

  GraphBuilder builder() {
    return builder;
  }

  /** Copies an input. */
  void input(Value input) {
    replace(input, builder.input(input.name(), input.element(), input.shape()));
  }

  /** Copies a constant. */
  void constant(Value value, Tensor tensor) {
    replace(value, builder.initializer(value.name(), tensor));
  }

  /** Copies a node with the copies of what it read. */
  void node(Node node) {
    node(node, copies(node.inputs()));
  }

  /** Copies a node with other inputs, values of the new graph. */
  void node(Node node, List<Value> inputs) {
    List<Value> outputs = builder.add(node.name(), node.operator(), inputs, node.attributes());
    for (int i = 0; i < outputs.size(); i++) {
      replace(node.outputs().get(i), outputs.get(i));
    }
  }

  /** Lets a value of the new graph stand for one of the old. */
  void replace(Value value, Value copy) {
    copies.put(value, copy);
  }

  /** Returns the value of the new graph that stands for one of the old. */
  Value copy(Value value) {
    // An optional input that is left out has no name and is the same in every graph.
    Value copy = value.name().isEmpty() ? value : copies.get(value);
    if (copy == null) {
      throw new IllegalStateException("Nothing stands for " + value + " yet.");
    }
    return copy;
  }

  List<Value> copies(List<Value> values) {
    List<Value> found = new ArrayList<>();
    values.forEach(value -> found.add(copy(value)));
    return found;
  }

  Value add(String name, Operator operator, List<Value> inputs, Attribute... attributes) {
    return builder.add(name, operator, inputs, attributes);
  }

  /** Returns the new graph; its outputs keep their names. */
  OnnxGraph build() {
    for (Value output : old.outputs()) {
      Value copy = copy(output);
      boolean named = copy.name().equals(output.name());
      builder.output(named ? copy : builder.add(output.name(), Operator.IDENTITY, copy));
    }
    return builder.build();
  }
}
