package dev.shopfuse.training.network;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Dot product of every group's vector with the same rows, one matrix product. Immutable.
 *
 * <p>Input 0 is the rows [N, D], input 1 the groups [C, D], the output [C*N, 1]: {@code output[c*N
 * + n] = rows[n] . groups[c]}. With one group it is {@link GroupDotVertex}.
 */
public final class CrossDotVertex extends StatelessVertex {
  public CrossDotVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new CrossDot(graph, name, index, dataType);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... vertexInputs) {
    return InputType.feedForward(1);
  }
}
