package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Implementation of {@link CrossDotVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class CrossDot extends StatelessExecution {
  CrossDot(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray rows = inputs[0];
    INDArray groups = inputs[1];
    long[] shape = {groups.size(0) * rows.size(0), 1};
    INDArray products =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, rows.dataType(), shape, 'f');
    // [N, C] column after column is the order of the output's rows.
    Nd4j.gemm(rows, groups, matrix(products), false, true, 1, 0);
    return products;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray rows = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray groups = like(inputs[1], ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray factors = matrix(gradient);
    Nd4j.gemm(factors, inputs[1], rows, false, false, 1, 0);
    Nd4j.gemm(factors, inputs[0], groups, true, false, 1, 0);
    return new INDArray[] {rows, groups};
  }

  private INDArray matrix(INDArray column) {
    return column.reshape('f', inputs[0].size(0), inputs[1].size(0));
  }
}
