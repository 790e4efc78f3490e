package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.OnnxGraph;

/** A change of a graph that keeps the numbers it computes. Implementations are immutable. */
public interface GraphPass {
  /** Returns the name under which {@code inspect} lists the pass, such as {@code split_dense}. */
  String name();

  /** Returns the changed graph, or an equal one if there is nothing to change. */
  OnnxGraph apply(OnnxGraph graph);
}
