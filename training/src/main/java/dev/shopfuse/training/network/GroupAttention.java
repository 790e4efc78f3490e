package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GroupAttentionVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GroupAttention extends StatelessExecution {
  GroupAttention(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray queries = inputs[0];
    Groups.size(getVertexName(), queries, inputs[3]);
    if (Groups.size(getVertexName(), inputs[1], inputs[3]) != inputs[3].size(1)) {
      throw new IllegalArgumentException(
          "Vertex %s got %d keys for %d weights; there must be one weight a key."
              .formatted(getVertexName(), inputs[1].size(0), inputs[3].length()));
    }
    long[] shape = {queries.size(0), inputs[2].size(1)};
    INDArray pooled =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, queries.dataType(), shape, 'f');
    Cells.of(pooled).assign(attention().pooled());
    return pooled;
  }

  @Override
  @Nullable INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    Attention attention = attention();
    attention.backward(Cells.of(gradient).toArray());
    @Nullable INDArray[] gradients = new @Nullable INDArray[4];
    double[][] cells = {
      attention.queryGradient(), attention.keyGradient(), attention.valueGradient()
    };
    for (int i = 0; i < cells.length; i++) {
      INDArray target = like(inputs[i], ArrayType.ACTIVATION_GRAD, workspaces);
      Cells.of(target).assign(cells[i]);
      gradients[i] = target;
    }
    return gradients;
  }

  private Attention attention() {
    return new Attention(
        Cells.of(inputs[0]), Cells.of(inputs[1]), Cells.of(inputs[2]), Cells.of(inputs[3]));
  }
}
