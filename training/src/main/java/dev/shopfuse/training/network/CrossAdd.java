package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link CrossAddVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class CrossAdd extends StatelessExecution {
  CrossAdd(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray rows = inputs[0];
    INDArray groups = inputs[1];
    long[] shape = {groups.size(0) * rows.size(0), rows.size(1)};
    INDArray sum =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, rows.dataType(), shape, 'f');
    Groups.cross(Cells.of(rows), Cells.of(groups), Cells.of(sum));
    return sum;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray rows = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray groups = like(inputs[1], ArrayType.ACTIVATION_GRAD, workspaces);
    Groups.uncross(Cells.of(gradient), Cells.of(rows), Cells.of(groups));
    return new INDArray[] {rows, groups};
  }
}
