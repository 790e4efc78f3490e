package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GroupDotVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GroupDot extends StatelessExecution {
  GroupDot(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray rows = inputs[0];
    Groups.size(getVertexName(), rows, inputs[1]);
    INDArray products =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, rows.dataType(), new long[] {rows.size(0), 1}, 'f');
    Groups.dot(Cells.of(rows), Cells.of(inputs[1]), Cells.of(products));
    return products;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray rows = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray groups = like(inputs[1], ArrayType.ACTIVATION_GRAD, workspaces);
    double[] factors = Cells.of(gradient).toArray();
    Groups.scaled(factors, Cells.of(inputs[1]), Cells.of(rows));
    Groups.weightedSum(Cells.of(inputs[0]), factors, Cells.of(groups));
    return new INDArray[] {rows, groups};
  }
}
