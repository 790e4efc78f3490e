package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GroupMultiplyVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GroupMultiply extends StatelessExecution {
  GroupMultiply(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    Groups.size(getVertexName(), inputs[0], inputs[1]);
    INDArray products = like(inputs[0], ArrayType.ACTIVATIONS, workspaces);
    Groups.multiply(Cells.of(inputs[0]), Cells.of(inputs[1]), Cells.of(products));
    return products;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray rows = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray groups = like(inputs[1], ArrayType.ACTIVATION_GRAD, workspaces);
    Groups.multiply(Cells.of(gradient), Cells.of(inputs[1]), Cells.of(rows));
    Groups.sumOfProducts(Cells.of(gradient), Cells.of(inputs[0]), Cells.of(groups));
    return new INDArray[] {rows, groups};
  }
}
