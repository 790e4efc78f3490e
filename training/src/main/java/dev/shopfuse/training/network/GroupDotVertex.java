package dev.shopfuse.training.network;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Dot product of every row with the vector of its group. Immutable.
 *
 * <p>Input 0 is the rows [C*G, D], input 1 the groups [C, D], the output [C*G, 1]: {@code
 * output[c*G + g] = rows[c*G + g] . groups[c]}.
 */
public final class GroupDotVertex extends StatelessVertex {
  public GroupDotVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GroupDot(graph, name, index, dataType);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... vertexInputs) {
    return InputType.feedForward(1);
  }
}
