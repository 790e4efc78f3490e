package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes inputs that are the same in every row, such as those of one user against N candidates, as
 * one row [1, ..] and repeats it inside the graph. {@link LateRepeat} and {@link SplitDense} then
 * see to it that the row is computed once.
 *
 * @param shared the names of the inputs
 */
public record ShareRows(Set<String> shared) implements GraphPass {
  public ShareRows {
    shared = Set.copyOf(shared);
  }

  @Override
  public String name() {
    return "share_rows";
  }

  /**
   * Returns the graph with narrower inputs.
   *
   * @throws IllegalArgumentException if an input is not there, or no other input has its rows
   */
  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    Set<String> missing = new TreeSet<>(shared);
    graph.inputs().forEach(input -> missing.remove(input.name()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The graph has no inputs %s to share; it has %s.".formatted(missing, graph.inputs()));
    }
    GraphCopy copy = new GraphCopy(graph);
    graph.inputs().stream().filter(input -> !shared.contains(input.name())).forEach(copy::input);
    graph.initializers().forEach(copy::constant);
    graph.inputs().stream()
        .filter(input -> shared.contains(input.name()))
        .forEach(input -> share(input, graph, copy));
    graph.nodes().forEach(copy::node);
    return copy.build();
  }

  private void share(Value input, OnnxGraph graph, GraphCopy copy) {
    Value row =
        copy.builder().input(input.name(), input.element(), input.shape().with(0, Dimension.of(1)));
    Value all =
        copy.add(input.name() + "/Shape", Operator.SHAPE, List.of(copy.copy(other(input, graph))));
    Value first = copy.builder().initializer(input.name() + "/first", Tensor.vector(0));
    Value count = copy.add(input.name() + "/count", Operator.GATHER, List.of(all, first));
    long[] ones = new long[input.shape().rank() - 1];
    Arrays.fill(ones, 1);
    Value rest = copy.builder().initializer(input.name() + "/rest", Tensor.vector(ones));
    Value shape =
        ones.length == 0
            ? count
            : copy.add(
                input.name() + "/shape",
                Operator.CONCAT,
                List.of(count, rest),
                Attribute.of("axis", 0));
    copy.replace(input, copy.add(input.name() + "/Expand", Operator.EXPAND, List.of(row, shape)));
  }

  private Value other(Value input, OnnxGraph graph) {
    return graph.inputs().stream()
        .filter(each -> !shared.contains(each.name()))
        .filter(each -> each.shape().dimension(0).equals(input.shape().dimension(0)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Input %s cannot be shared: no other input of %s has as many rows."
                        .formatted(input, graph.inputs())));
  }
}
