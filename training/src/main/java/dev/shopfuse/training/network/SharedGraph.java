package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** Graphs that compute side by side over one set of parameters. */
public final class SharedGraph {
  private SharedGraph() {}

  /**
   * Returns a graph with activations and gradients of its own over the parameters of another, so
   * that another thread can use it. It sees every later change of the parameters.
   */
  public static ComputationGraph of(ComputationGraph graph) {
    ComputationGraph shared = new ComputationGraph(graph.getConfiguration().clone());
    shared.init(graph.params(), false);
    return shared;
  }
}
