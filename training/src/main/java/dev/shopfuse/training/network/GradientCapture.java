package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link GradientCaptureVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class GradientCapture extends StatelessExecution {
  private float @Nullable [] captured;

  GradientCapture(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  /** Hands out the gradient of the last backward pass, row after row, and forgets it. */
  float[] take() {
    float[] taken = captured;
    captured = null;
    if (taken == null) {
      throw new IllegalStateException(
          "Vertex " + getVertexName() + " has no gradient; run a backward pass first.");
    }
    return taken;
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray input = inputs[0];
    INDArray copy =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, input.dataType(), input.shape(), input.ordering());
    NativeCopy.copy(input, copy);
    return copy;
  }

  @Override
  @Nullable INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    // Copied to the heap: the workspace is reused as soon as this vertex is done.
    captured = Cells.of(gradient).toFloats();
    return new @Nullable INDArray[] {null};
  }
}
