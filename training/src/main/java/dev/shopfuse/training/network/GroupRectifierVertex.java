package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Adds one vector per group to every row of that group and rectifies. Immutable.
 *
 * <p>Input 0 is the rows [C*G, H], input 1 the groups [C, H], the output [C*G, H]: {@code
 * output[c*G + g] = max(rows[c*G + g] + groups[c], 0)}. The same as {@link GroupAddVertex} and a
 * ReLU layer, in one pass over memory each way.
 */
public final class GroupRectifierVertex extends StatelessVertex {
  public GroupRectifierVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GroupRectifier(graph, name, index, dataType);
  }
}
