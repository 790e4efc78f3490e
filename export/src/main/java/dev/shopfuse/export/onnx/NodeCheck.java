package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.InputSpec.Count;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a node with what its operator takes: number and types of inputs, attributes. */
final class NodeCheck {
  private NodeCheck() {}

  static void check(NodeView node) {
    checkCount(node);
    checkTypes(node);
    checkAttributes(node);
  }

  private static void checkCount(NodeView node) {
    List<InputSpec> specs = node.operator().inputs();
    long least = specs.stream().filter(spec -> spec.count() != Count.OPTIONAL).count();
    boolean repeated = specs.stream().anyMatch(spec -> spec.count() == Count.REPEATED);
    int given = node.inputs().size();
    if (given < least || (!repeated && given > specs.size())) {
      throw node.error(
          "%d inputs given, %s expected (%s)"
              .formatted(
                  given,
                  repeated ? least + " or more" : range(least, specs.size()),
                  specs.stream().map(InputSpec::name).collect(Collectors.joining(", "))));
    }
  }

  private static String range(long least, int most) {
    return least == most ? Long.toString(least) : least + " to " + most;
  }

  private static void checkTypes(NodeView node) {
    List<InputSpec> specs = node.operator().inputs();
    Map<Character, Value> bound = new HashMap<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      InputSpec spec = specs.get(Math.min(i, specs.size() - 1));
      Value input = node.inputs().get(i);
      if (input.equals(Value.ABSENT)) {
        checkAbsent(node, spec);
        continue;
      }
      if (!spec.types().contains(input.element())) {
        throw node.error(
            "input %s is %s, allowed are %s".formatted(spec.name(), input, spec.types()));
      }
      Value first = bound.putIfAbsent(spec.variable(), input);
      if (first != null && first.element() != input.element()) {
        throw node.error("inputs %s and %s must have the same type".formatted(first, input));
      }
    }
  }

  private static void checkAbsent(NodeView node, InputSpec spec) {
    if (spec.count() != Count.OPTIONAL) {
      throw node.error("input %s cannot be left out".formatted(spec.name()));
    }
  }

  private static void checkAttributes(NodeView node) {
    List<AttributeSpec> specs = node.operator().attributes();
    Set<String> given = new HashSet<>();
    for (Attribute attribute : node.attributes()) {
      boolean known =
          specs.stream()
              .anyMatch(
                  spec ->
                      spec.name().equals(attribute.name()) && spec.kind().isInstance(attribute));
      if (!known || !given.add(attribute.name())) {
        throw node.error("attribute %s is not allowed here".formatted(attribute));
      }
    }
    for (AttributeSpec spec : specs) {
      if (spec.required() && !given.contains(spec.name())) {
        throw node.error("attribute " + spec.name() + " is missing");
      }
    }
  }
}
