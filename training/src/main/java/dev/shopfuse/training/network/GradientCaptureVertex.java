package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Identity that keeps the gradient of the loss with respect to its input. Immutable.
 *
 * <p>Placed right after a graph input it yields what DL4J does not return: the gradient of the
 * looked up rows, see {@link CapturedGradients}. Input and output are [R, F].
 */
public final class GradientCaptureVertex extends StatelessVertex {
  public GradientCaptureVertex() {
    super(1);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GradientCapture(graph, name, index, dataType);
  }
}
