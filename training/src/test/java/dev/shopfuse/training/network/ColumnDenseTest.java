package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The column-wise layer against DL4J's own: equal outputs, gradients and updates. */
class ColumnDenseTest {
  private static final int ROWS = 37;
  private static final int INPUTS = 6;
  private static final int HIDDEN = 11;

  private static FeedForwardLayer layer(
      boolean columns, int in, Activation activation, boolean bias, double dropout) {
    FeedForwardLayer.Builder<?> builder =
        columns
            ? new ColumnDenseLayer.Builder().hasBias(bias)
            : new DenseLayer.Builder().hasBias(bias);
    builder.nIn(in).nOut(HIDDEN).activation(activation).dropOut(dropout);
    return builder.build();
  }

  private static ComputationGraph graph(
      boolean columns, DataType type, Activation activation, boolean bias, double dropout) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .graphBuilder()
            .addInputs("in")
            .addVertex("captured", new GradientCaptureVertex(), "in")
            .addLayer("first", layer(columns, INPUTS, activation, bias, 0), "captured")
            .addLayer("second", layer(columns, HIDDEN, activation, bias, dropout), "first")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(HIDDEN)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build(),
                "second")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static void compute(ComputationGraph graph, DataType type) {
    Nd4j.getRandom().setSeed(5);
    INDArray input = Nd4j.rand(DataType.DOUBLE, ROWS, INPUTS).subi(0.5).castTo(type);
    INDArray labels = Nd4j.rand(DataType.DOUBLE, ROWS, 1).castTo(type);
    graph.setInputs(input);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT, RELU, true",
    "FLOAT, RELU, false",
    "FLOAT, IDENTITY, true",
    "FLOAT, IDENTITY, false",
    "FLOAT, TANH, true",
    "DOUBLE, RELU, true",
  })
  void gradients_sameWeights_equalThoseOfTheDenseLayer(
      DataType type, Activation activation, boolean bias) {
    ComputationGraph fast = graph(true, type, activation, bias, 0);
    ComputationGraph stock = graph(false, type, activation, bias, 0);
    fast.params().assign(stock.params());
    compute(fast, type);
    compute(stock, type);
    assertThat(fast.score()).isCloseTo(stock.score(), org.assertj.core.data.Offset.offset(1e-6));
    assertThat(fast.getGradientsViewArray().toDoubleVector())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(stock.getGradientsViewArray().toDoubleVector());
    assertThat(CapturedGradients.take(fast, "captured"))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(CapturedGradients.take(stock, "captured"));
  }

  @ParameterizedTest
  @CsvSource({"RELU, true", "IDENTITY, false"})
  void configuration_asJson_readsBackEqual(Activation activation, boolean bias) {
    ComputationGraphConfiguration configuration =
        graph(true, DataType.FLOAT, activation, bias, 0.5).getConfiguration();
    ComputationGraphConfiguration again =
        ComputationGraphConfiguration.fromJson(configuration.toJson());
    assertThat(again.toJson()).isEqualTo(configuration.toJson());
    ComputationGraph graph = new ComputationGraph(again);
    graph.init();
    assertThat(graph.getLayer("first").numParams()).isEqualTo(HIDDEN * (INPUTS + (bias ? 1 : 0)));
  }

  @ParameterizedTest
  @CsvSource({"RELU"})
  void activate_wrongWidth_saysWhich(Activation activation) {
    ComputationGraph graph = graph(true, DataType.FLOAT, activation, true, 0);
    assertThatThrownBy(() -> graph.output(Nd4j.zeros(DataType.FLOAT, 2, INPUTS + 1)))
        .hasMessageContaining("Layer first takes 6 columns, its input has shape [2, 7].");
  }
}
