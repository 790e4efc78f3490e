package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.HashMap;
import java.util.Map;

/** Keeps one of several equal constants: tables, weights, axes. */
public final class MergeTables implements GraphPass {
  @Override
  public String name() {
    return "merge_tables";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    GraphCopy copy = new GraphCopy(graph);
    graph.inputs().forEach(copy::input);
    Map<Tensor, Value> first = new HashMap<>();
    graph
        .initializers()
        .forEach(
            (value, tensor) -> {
              Value kept = first.putIfAbsent(tensor, value);
              if (kept == null) {
                copy.constant(value, tensor);
              } else {
                copy.replace(value, copy.copy(kept));
              }
            });
    graph.nodes().forEach(copy::node);
    return copy.build();
  }
}
