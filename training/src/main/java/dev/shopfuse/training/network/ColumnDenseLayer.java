package dev.shopfuse.training.network;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer that computes the same as DL4J's, faster: {@code activation(input W + b)}, input
 * [R, I], weight W [I, H], bias b [H], output [R, H] in f-order. See {@link ColumnDense}.
 */
public final class ColumnDenseLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1;

  private boolean hasBias = true;

  /** For reading a saved configuration. */
  @SuppressWarnings("UnusedMethod") // Jackson calls it.
  private ColumnDenseLayer() {}

  private ColumnDenseLayer(Builder builder) {
    super(builder);
    hasBias = builder.hasBias;
    initializeConstraints(builder);
  }

  /** Returns whether there is a bias. */
  public boolean hasBias() {
    return hasBias;
  }

  /** Returns whether the activation is a ReLU without bounds or slopes. */
  public boolean rectifies() {
    return getActivationFn() instanceof ActivationReLU relu
        && relu.getMax() == null
        && relu.getThreshold() == null
        && relu.getNegativeSlope() == null;
  }

  /** Jackson's name of {@link #hasBias()}. */
  public boolean isHasBias() {
    return hasBias;
  }

  /** Jackson's setter of {@link #hasBias()}. */
  public void setHasBias(boolean hasBias) {
    this.hasBias = hasBias;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet(
        "ColumnDenseLayer", getLayerName(), index, getNIn(), getNOut());
    ColumnDense layer = new ColumnDense(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return ColumnDenseInitializer.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    InputType output = getOutputType(-1, inputType);
    long parameters = initializer().numParams(this);
    return new LayerMemoryReport.Builder(layerName, getClass(), inputType, output)
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, 0, output.arrayElementsPerExample())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Builds the layer with the settings of a dense layer. */
  @SuppressWarnings("unchecked") // DL4J's build() is generic in what it returns.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean hasBias = true;

    /** Sets whether there is a bias; there is unless this says otherwise. */
    public Builder hasBias(boolean bias) {
      hasBias = bias;
      return this;
    }

    @Override
    public ColumnDenseLayer build() {
      return new ColumnDenseLayer(this);
    }
  }
}
