package dev.shopfuse.training.network;

import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GroupRectifierVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GroupRectifier extends StatelessExecution {
  private @Nullable INDArray output;

  GroupRectifier(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray rows = inputs[0];
    INDArray groups = inputs[1];
    Groups.size(getVertexName(), rows, groups);
    INDArray sum = like(rows, ArrayType.ACTIVATIONS, workspaces);
    if (FloatColumns.fit(rows, groups)) {
      FloatGroups.addRectified(
          FloatColumns.of(rows), FloatColumns.of(groups), FloatColumns.of(sum));
    } else {
      Groups.add(Cells.of(rows), Cells.of(groups), Cells.of(sum));
      Cells.transform(sum, sum, sum, (value, same) -> Math.max(value, 0));
    }
    output = sum;
    return sum;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray activations = Objects.requireNonNull(output);
    output = null;
    INDArray rows = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray groups = like(inputs[1], ArrayType.ACTIVATION_GRAD, workspaces);
    if (FloatColumns.fit(gradient, activations)) {
      FloatGroups.maskAndSum(
          FloatColumns.of(gradient),
          FloatColumns.of(activations),
          FloatColumns.of(rows),
          FloatColumns.of(groups));
    } else {
      Cells.transform(gradient, activations, rows, (value, at) -> at > 0 ? value : 0);
      Groups.sum(Cells.of(rows), Cells.of(groups));
    }
    return new INDArray[] {rows, groups};
  }
}
