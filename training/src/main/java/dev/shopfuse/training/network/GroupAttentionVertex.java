package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Pools the rows of each group by attention, anew for each query of the group. Immutable.
 *
 * <p>Input 0 is the queries [C*N, A], input 1 the keys [C*G, A], input 2 the values [C*G, H], input
 * 3 the weights [C, G], the output [C*N, H]: for query q of group c {@code sum over g of p_g *
 * values[c*G + g]} with {@code p = softmax(q . keys[c*G + g] / sqrt(A))} over the rows whose weight
 * is above 0 (Vaswani et al. 2017, section 3.2.1). A group without such a row gives zeros. The
 * weights only choose rows: they take no gradient.
 */
public final class GroupAttentionVertex extends StatelessVertex {
  public GroupAttentionVertex() {
    super(4);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new GroupAttention(graph, name, index, dataType);
  }
}
