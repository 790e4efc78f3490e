package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GroupAddVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GroupAdd extends StatelessExecution {
  GroupAdd(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray rows = inputs[0];
    INDArray groups = inputs[1];
    Groups.size(getVertexName(), rows, groups);
    INDArray sum =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, rows.dataType(), rows.shape(), 'f');
    Groups.add(Cells.of(rows), Cells.of(groups), Cells.of(sum));
    return sum;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray groups =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, gradient.dataType(), inputs[1].shape(), 'f');
    Groups.sum(Cells.of(gradient), Cells.of(groups));
    return new INDArray[] {workspaces.dup(ArrayType.ACTIVATION_GRAD, gradient), groups};
  }
}
