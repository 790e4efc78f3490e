package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GroupMeanVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GroupMean extends StatelessExecution {
  GroupMean(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray rows = inputs[0];
    INDArray weights = inputs[1];
    if (rows.size(0) != weights.length()) {
      throw new IllegalArgumentException(
          "Vertex %s got %d rows for %d weights; there must be one weight a row."
              .formatted(getVertexName(), rows.size(0), weights.length()));
    }
    INDArray pooled =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            rows.dataType(),
            new long[] {weights.size(0), rows.size(1)},
            'f');
    if (FloatColumns.fit(rows)) {
      FloatGroups.weightedSum(
          FloatColumns.of(rows), Cells.of(weights).toFloats(), FloatColumns.of(pooled));
    } else {
      Groups.weightedSum(Cells.of(rows), Cells.of(weights).toArray(), Cells.of(pooled));
    }
    return pooled;
  }

  @Override
  @Nullable INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray rows = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    Cells weights = Cells.of(inputs[1]);
    if (FloatColumns.fit(gradient)) {
      FloatGroups.scaled(weights.toFloats(), FloatColumns.of(gradient), FloatColumns.of(rows));
    } else {
      Groups.scaled(weights.toArray(), Cells.of(gradient), Cells.of(rows));
    }
    return new @Nullable INDArray[] {rows, null};
  }
}
