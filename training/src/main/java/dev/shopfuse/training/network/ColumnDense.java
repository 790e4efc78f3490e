package dev.shopfuse.training.network;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Implementation of {@link ColumnDenseLayer}. Not thread-safe; belongs to one graph.
 *
 * <p>DL4J's dense layer spends two thirds of its time beside the products it needs: it computes the
 * forward product again in the backward pass, copies a product whose result is in c-order, and
 * walks over the matrix for bias, activation and their derivatives. Here products go into f-order,
 * the output is kept, and bias and ReLU take one pass over columns each way. Types, activations and
 * settings that this does not cover are left to DL4J's own code.
 */
final class ColumnDense extends BaseLayer<ColumnDenseLayer> {
  private static final long serialVersionUID = 1;

  private transient @Nullable INDArray output;

  ColumnDense(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public boolean hasBias() {
    return layerConf().hasBias();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (!isCovered()) {
      return super.activate(training, workspaces);
    }
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
    requireWidth(weights);
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            weights.dataType(),
            new long[] {input.size(0), weights.size(1)},
            'f');
    Nd4j.gemm(input, weights, result, false, false, 1, 0);
    finish(FloatColumns.of(result));
    output = result;
    return result;
  }

  private void finish(FloatColumns result) {
    boolean rectify = layerConf().rectifies();
    if (!rectify && !hasBias()) {
      return;
    }
    float[] bias = bias(result.columns);
    float[] cells = new float[result.rows];
    for (int column = 0; column < result.columns; column++) {
      result.read(column, cells);
      Rectifier.addBias(cells, bias[column], rectify);
      result.write(column, cells);
    }
  }

  private float[] bias(int columns) {
    return hasBias()
        ? getParam(DefaultParamInitializer.BIAS_KEY).toFloatVector()
        : new float[columns];
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray activations = output;
    output = null;
    if (activations == null || !FloatColumns.fit(epsilon)) {
      return super.backpropGradient(epsilon, workspaces);
    }
    assertInputSet(true);
    Gradient gradient = new DefaultGradient();
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    float[] sums = finishBackward(FloatColumns.of(epsilon), FloatColumns.of(activations));
    Nd4j.gemm(input, epsilon, weightGradient, true, false, 1, 0);
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    if (hasBias()) {
      INDArray biasGradient =
          Objects.requireNonNull(gradientViews.get(DefaultParamInitializer.BIAS_KEY));
      HeapCopy.copy(sums, biasGradient, biasGradient.offset());
      gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biasGradient);
    }
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient(epsilon, workspaces)));
  }

  /** Turns the gradient of the output into that of the sum, in place; returns its column sums. */
  private float[] finishBackward(FloatColumns gradient, FloatColumns activations) {
    boolean rectify = layerConf().rectifies();
    float[] sums = new float[gradient.columns];
    if (!rectify && !hasBias()) {
      return sums;
    }
    float[] cells = new float[gradient.rows];
    float[] outputs = new float[gradient.rows];
    for (int column = 0; column < gradient.columns; column++) {
      gradient.read(column, cells);
      if (rectify) {
        activations.read(column, outputs);
        Rectifier.mask(cells, outputs, cells.length);
        gradient.write(column, cells);
      }
      sums[column] = Rectifier.sum(cells);
    }
    return sums;
  }

  /** Returns the gradient [R, I]; in the order of the input, so that no later step must copy it. */
  private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
    boolean rowMajor = input.ordering() == 'c';
    long[] shape =
        rowMajor
            ? new long[] {weights.size(0), delta.size(0)}
            : new long[] {delta.size(0), weights.size(0)};
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, delta.dataType(), shape, 'f');
    if (rowMajor) {
      return Nd4j.gemm(weights, delta, result, false, true, 1, 0).transpose();
    }
    return Nd4j.gemm(delta, weights, result, false, true, 1, 0);
  }

  private boolean isCovered() {
    ColumnDenseLayer configuration = layerConf();
    IActivation activation = configuration.getActivationFn();
    return getParam(DefaultParamInitializer.WEIGHT_KEY).dataType() == DataType.FLOAT
        && input.dataType() == DataType.FLOAT
        && configuration.getWeightNoise() == null
        && maskArray == null
        && (activation instanceof ActivationIdentity || configuration.rectifies());
  }

  private void requireWidth(INDArray weights) {
    if (input.rank() != 2 || input.size(1) != weights.size(0)) {
      throw new IllegalArgumentException(
          "Layer %s takes %d columns, its input has shape %s."
              .formatted(
                  getConf().getLayer().getLayerName(),
                  weights.size(0),
                  Arrays.toString(input.shape())));
    }
  }
}
