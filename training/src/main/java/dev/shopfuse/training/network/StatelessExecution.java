package dev.shopfuse.training.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of a vertex without parameters. Not thread-safe; belongs to one graph. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
abstract class StatelessExecution extends BaseGraphVertex {

  StatelessExecution(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, null, null, dataType);
  }

  /** Computes the output in the activation workspace. */
  abstract INDArray forward(LayerWorkspaceMgr workspaces);

  /** Computes the gradient of every input; null where an input takes none. */
  abstract @Nullable INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces);

  /** Returns an array of the shape of an input, to be filled. */
  static INDArray like(INDArray input, ArrayType type, LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(type, input.dataType(), input.shape(), 'f');
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (!canDoForward()) {
      throw new IllegalStateException("Inputs of vertex " + getVertexName() + " are not set.");
    }
    return forward(workspaces);
  }

  @Override
  @SuppressWarnings("NullAway") // DL4J takes null for an input without gradient.
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    if (!canDoBackward()) {
      throw new IllegalStateException("Gradient of vertex " + getVertexName() + " is not set.");
    }
    return new Pair<>(null, backward(getEpsilon(), workspaces));
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  @SuppressWarnings("NullAway") // As every DL4J vertex without a layer.
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(@Nullable INDArray gradients) {
    if (gradients != null) {
      throw new IllegalStateException("Vertex " + getVertexName() + " has no parameters.");
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Group vertices change the row count: no feature mask passes.
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    return null;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + getVertexName() + ")";
  }
}
