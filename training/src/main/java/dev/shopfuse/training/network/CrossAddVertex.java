package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Meets every group with the same rows. Immutable.
 *
 * <p>Input 0 is the rows [N, H], input 1 the groups [C, H], the output [C*N, H]: {@code output[c*N
 * + n] = rows[n] + groups[c]}. With one group it is {@link GroupAddVertex}.
 */
public final class CrossAddVertex extends StatelessVertex {
  public CrossAddVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new CrossAdd(graph, name, index, dataType);
  }
}
