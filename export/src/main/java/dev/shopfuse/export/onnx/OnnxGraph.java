package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A checked graph. Immutable; made by {@link GraphBuilder}.
 *
 * @param name the name of the graph
 * @param inputs what the caller gives, in this order
 * @param initializers the constants
 * @param nodes the nodes, each after those it reads
 * @param outputs what the caller gets, in this order
 */
public record OnnxGraph(
    String name,
    List<Value> inputs,
    Map<Value, Tensor> initializers,
    List<Node> nodes,
    List<Value> outputs) {
  public OnnxGraph {
    inputs = List.copyOf(inputs);
    initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }

  /** Returns this graph with other names for some of the values that its nodes compute. */
  OnnxGraph renamed(Map<Value, Value> names) {
    List<Node> changed = new ArrayList<>();
    for (Node node : nodes) {
      changed.add(
          new Node(
              node.name(),
              node.operator(),
              renamed(node.inputs(), names),
              node.attributes(),
              renamed(node.outputs(), names)));
    }
    return new OnnxGraph(name, inputs, initializers, changed, renamed(outputs, names));
  }

  private static List<Value> renamed(List<Value> values, Map<Value, Value> names) {
    return values.stream().map(value -> names.getOrDefault(value, value)).toList();
  }

  /** Returns how many bytes the constants take. */
  public long constantBytes() {
    return initializers.values().stream().mapToLong(tensor -> tensor.bytes().size()).sum();
  }

  /** Returns this graph without nodes, initializers and inputs that no output needs. */
  OnnxGraph pruned() {
    Set<Value> needed = new HashSet<>(outputs);
    List<Node> kept = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (!Collections.disjoint(node.outputs(), needed)) {
        kept.add(node);
        needed.addAll(node.inputs());
      }
    }
    Collections.reverse(kept);
    Map<Value, Tensor> constants = new LinkedHashMap<>(initializers);
    constants.keySet().retainAll(needed);
    return new OnnxGraph(
        name, inputs.stream().filter(needed::contains).toList(), constants, kept, outputs);
  }
}
