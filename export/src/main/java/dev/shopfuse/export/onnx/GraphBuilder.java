package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one ONNX graph, node after node, and checks each node as it comes. Not thread-safe; one
 * per graph.
 *
 * <p>Every input, initializer and node is named by the caller; a name taken twice is refused. A
 * node's output carries the node's name. What no output needs is not in the built graph.
 */
public final class GraphBuilder {
  private final String name;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, List<Dimension>> contents = new HashMap<>();
  private final List<Value> inputs = new ArrayList<>();
  private final Map<Value, Tensor> initializers = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Value> outputs = new ArrayList<>();
  private final Map<Value, Value> names = new HashMap<>();

  /** Starts an empty graph. */
  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Adds an input of the graph. */
  public Value input(String name, ElementType element, Shape shape) {
    Value input = define(name, new TensorType(element, shape));
    inputs.add(input);
    return input;
  }

  /** Adds a constant. */
  public Value initializer(String name, Tensor tensor) {
    Value value = define(name, new TensorType(tensor.type(), tensor.shape()));
    initializers.put(value, tensor);
    Contents.of(tensor).ifPresent(elements -> contents.put(name, elements));
    return value;
  }

  /**
   * Adds a node with one output.
   *
   * @param name names the node and its output
   * @return the output
   * @throws GraphException if the operator does not allow the node; the message names it
   */
  public Value add(String name, Operator operator, List<Value> inputs, Attribute... attributes) {
    return add(name, operator, inputs, List.of(attributes)).get(0);
  }

  /** Adds a node, as {@link #add(String, Operator, List, Attribute...)}, for all its outputs. */
  public List<Value> add(
      String name, Operator operator, List<Value> inputs, List<Attribute> attributes) {
    NodeView view = new NodeView(name, operator, List.copyOf(inputs), attributes, contents);
    inputs.forEach(input -> requireOwn(input, "Node " + name));
    List<TensorType> types = operator.infer(view);
    List<Value> computed = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      computed.add(define(i == 0 ? name : name + "#" + i, types.get(i)));
    }
    nodes.add(new Node(name, operator, inputs, attributes, computed));
    Contents.of(view).ifPresent(elements -> contents.put(name, elements));
    return List.copyOf(computed);
  }

  /** Adds a node with one output, as {@link #add(String, Operator, List, Attribute...)}. */
  public Value add(String name, Operator operator, Value input, Attribute... attributes) {
    return add(name, operator, List.of(input), attributes);
  }

  /** Makes a value an output of the graph, under its own name. */
  public void output(Value value) {
    requireOwn(value, "Output " + value.name());
    if (inputs.contains(value) || initializers.containsKey(value) || outputs.contains(value)) {
      throw new GraphException(
          "Output %s must be computed by a node, and be an output once.".formatted(value.name()));
    }
    outputs.add(value);
  }

  /** Returns whether a value has this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * Makes a value an output of the graph under a name of its own. The node that computes it gives
   * the output that name; a value that no node computes, or that is an output already, is copied.
   */
  public void output(Value value, String name) {
    requireOwn(value, "Output " + name);
    boolean isComputed = nodes.stream().anyMatch(node -> node.outputs().contains(value));
    if (!isComputed || outputs.contains(value) || names.containsKey(value)) {
      output(add(name, Operator.IDENTITY, value));
      return;
    }
    names.put(value, define(name, value.type()));
    outputs.add(value);
  }

  /**
   * Returns the graph of what the outputs need.
   *
   * @throws GraphException if there is no output
   */
  public OnnxGraph build() {
    if (outputs.isEmpty()) {
      throw new GraphException("Graph " + name + " has no output.");
    }
    return new OnnxGraph(name, inputs, initializers, nodes, outputs).pruned().renamed(names);
  }

  private Value define(String name, TensorType type) {
    if (name.isBlank()) {
      throw new GraphException("Every value of graph " + this.name + " needs a name.");
    }
    Value value = new Value(name, type);
    Value earlier = values.putIfAbsent(name, value);
    if (earlier != null) {
      throw new GraphException(
          "Value name %s is taken by %s; choose another one.".formatted(name, earlier));
    }
    return value;
  }

  private void requireOwn(Value value, String who) {
    if (!value.equals(Value.ABSENT) && !value.equals(values.get(value.name()))) {
      throw new GraphException(
          "%s refers to %s, which is not a value of graph %s.".formatted(who, value, name));
    }
  }
}
