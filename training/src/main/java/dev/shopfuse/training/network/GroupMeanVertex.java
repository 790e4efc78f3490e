package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Pools the rows of each group by given weights. Immutable.
 *
 * <p>Input 0 is the rows [C*G, H], input 1 the weights [C, G], the output [C, H]: {@code output[c]
 * = sum over g of weights[c, g] * rows[c*G + g]}. Weights of 1/k on k rows of a group and 0 on the
 * others give the mean of those k rows. The weights are constants: they take no gradient.
 */
public final class GroupMeanVertex extends StatelessVertex {
  public GroupMeanVertex() {
    super(2);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GroupMean(graph, name, index, dataType);
  }
}
