package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Multiplies every row with the vector of its group, cell by cell. Immutable.
 *
 * <p>Input 0 is the rows [C*G, H], input 1 the groups [C, H], the output [C*G, H]: {@code
 * output[c*G + g] = rows[c*G + g] * groups[c]}. A gate per row on what the group gives.
 */
public final class GroupMultiplyVertex extends StatelessVertex {
  public GroupMultiplyVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GroupMultiply(graph, name, index, dataType);
  }
}
