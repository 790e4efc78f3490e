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
    INDArray sum = like(rows, ArrayType.ACTIVATIONS, workspaces);
    if (FloatColumns.fit(rows, groups)) {
      FloatGroups.add(FloatColumns.of(rows), FloatColumns.of(groups), FloatColumns.of(sum));
    } else {
      Groups.add(Cells.of(rows), Cells.of(groups), Cells.of(sum));
    }
    return sum;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray groups = like(inputs[1], ArrayType.ACTIVATION_GRAD, workspaces);
    if (FloatColumns.fit(gradient)) {
      FloatGroups.sum(FloatColumns.of(gradient), FloatColumns.of(groups));
    } else {
      Groups.sum(Cells.of(gradient), Cells.of(groups));
    }
    INDArray rows = like(gradient, ArrayType.ACTIVATION_GRAD, workspaces);
    NativeCopy.copy(gradient, rows);
    return new INDArray[] {rows, groups};
  }
}
