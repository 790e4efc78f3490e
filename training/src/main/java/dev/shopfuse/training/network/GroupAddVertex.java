package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Adds one vector per group to every row of that group. Immutable.
 *
 * <p>Input 0 is the rows [C*G, H], input 1 the groups [C, H], the output [C*G, H]: {@code
 * output[c*G + g] = rows[c*G + g] + groups[c]}. G follows from the shapes. Backward, the rows get
 * the gradient as it is, a group gets the sum over its rows.
 */
public final class GroupAddVertex extends StatelessVertex {
  public GroupAddVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GroupAdd(graph, name, index, dataType);
  }
}
