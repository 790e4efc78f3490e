package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Implementation of {@link LayerNormVertex}. */
@SuppressWarnings("overrides") // BaseGraphVertex drops the varargs of setInputs.
final class LayerNorm extends StatelessExecution {
  LayerNorm(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(LayerWorkspaceMgr workspaces) {
    INDArray normed = like(inputs[0], ArrayType.ACTIVATIONS, workspaces);
    double[] cells = Cells.of(inputs[0]).toArray();
    int width = (int) inputs[0].size(1);
    for (int from = 0; from < cells.length; from += width) {
      normalise(cells, from, width);
    }
    Cells.of(normed).assign(cells);
    return normed;
  }

  /** Subtracts the mean, divides by the deviation and returns that. */
  private static double normalise(double[] cells, int from, int width) {
    double mean = 0;
    for (int i = from; i < from + width; i++) {
      mean += cells[i] / width;
    }
    double variance = 0;
    for (int i = from; i < from + width; i++) {
      cells[i] -= mean;
      variance += cells[i] * cells[i] / width;
    }
    double deviation = Math.sqrt(variance + LayerNormVertex.EPSILON);
    for (int i = from; i < from + width; i++) {
      cells[i] /= deviation;
    }
    return deviation;
  }

  @Override
  INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray result = like(inputs[0], ArrayType.ACTIVATION_GRAD, workspaces);
    double[] normed = Cells.of(inputs[0]).toArray();
    double[] cells = Cells.of(gradient).toArray();
    int width = (int) inputs[0].size(1);
    for (int from = 0; from < cells.length; from += width) {
      double deviation = normalise(normed, from, width);
      backward(cells, normed, from, width, deviation);
    }
    Cells.of(result).assign(cells);
    return new INDArray[] {result};
  }

  /** gradient = (gradient - mean(gradient) - normed * mean(gradient * normed)) / deviation. */
  private static void backward(
      double[] gradient, double[] normed, int from, int width, double deviation) {
    double mean = 0;
    double product = 0;
    for (int i = from; i < from + width; i++) {
      mean += gradient[i] / width;
      product += gradient[i] * normed[i] / width;
    }
    for (int i = from; i < from + width; i++) {
      gradient[i] = (gradient[i] - mean - normed[i] * product) / deviation;
    }
  }
}
