package dev.shopfuse.export.onnx;

import java.util.List;

/**
 * One application of an operator. Immutable.
 *
 * @param name the name of the node; its first output has the same
 * @param operator what is computed
 * @param inputs what it reads, in the operator's order
 * @param attributes its settings
 * @param outputs what it computes
 */
public record Node(
    String name,
    Operator operator,
    List<Value> inputs,
    List<Attribute> attributes,
    List<Value> outputs) {
  public Node {
    inputs = List.copyOf(inputs);
    attributes = List.copyOf(attributes);
    outputs = List.copyOf(outputs);
  }

  /** Returns an integer setting, or the given value if the node does not have it. */
  public long integer(String attribute, long otherwise) {
    for (Attribute each : attributes) {
      if (each instanceof Attribute.Int found && found.name().equals(attribute)) {
        return found.value();
      }
    }
    return otherwise;
  }
}
