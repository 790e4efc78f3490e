package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/** Access to the gradients that {@link GradientCaptureVertex} kept in the last backward pass. */
public final class CapturedGradients {
  private CapturedGradients() {}

  /**
   * Takes the gradient of the loss with respect to the input of a capture vertex. A second call
   * without a backward pass in between is refused.
   *
   * @return the gradient [R, F], row after row
   */
  public static float[] take(ComputationGraph graph, String vertex) {
    GraphVertex found = graph.getVertex(vertex);
    if (found instanceof GradientCapture capture) {
      return capture.take();
    }
    throw new IllegalArgumentException(
        "Vertex \"" + vertex + "\" is no GradientCaptureVertex of this graph.");
  }
}
