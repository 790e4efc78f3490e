package dev.shopfuse.export.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks as people build them, small, trained for a moment so that no number is a default. */
public final class WholeNets {
  private static final long SEED = 5;

  private WholeNets() {}

  private static NeuralNetConfiguration.Builder start() {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .updater(new Adam(0.01))
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.RELU);
  }

  private static OutputLayer softmax(int inputs, int classes) {
    OutputLayer.Builder layer =
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nOut(classes)
            .activation(Activation.SOFTMAX);
    return (inputs > 0 ? layer.nIn(inputs) : layer).build();
  }

  /** Two convolutions with maximum pooling, two dense layers, on rows of 28 by 28 pixels. */
  public static MultiLayerNetwork leNet() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            start()
                .list()
                .layer(new ConvolutionLayer.Builder(5, 5).nOut(6).build())
                .layer(pool())
                .layer(new ConvolutionLayer.Builder(5, 5).nOut(8).build())
                .layer(pool())
                .layer(new DenseLayer.Builder().nOut(20).build())
                .layer(softmax(0, 10))
                .setInputType(InputType.convolutionalFlat(28, 28, 1))
                .build());
    network.init();
    network.fit(numbers(8, 784), classes(8, 10));
    return network;
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
  }

  /** Words, convolutions of three lengths side by side, the maximum of each over time. */
  public static ComputationGraph textCnn() {
    ComputationGraphConfiguration.GraphBuilder graph =
        start()
            .graphBuilder()
            .addInputs("words")
            .addLayer(
                "embedding",
                new EmbeddingSequenceLayer.Builder().nIn(50).nOut(8).inferInputLength(true).build(),
                "words");
    for (int length : new int[] {2, 3, 4}) {
      graph
          .addLayer(
              "convolution" + length,
              new Convolution1DLayer.Builder(length)
                  .nIn(8)
                  .nOut(5)
                  .convolutionMode(ConvolutionMode.Same)
                  .build(),
              "embedding")
          .addLayer(
              "most" + length, new GlobalPoolingLayer(PoolingType.MAX), "convolution" + length);
    }
    ComputationGraph network =
        new ComputationGraph(
            graph
                .addVertex("sides", new MergeVertex(), "most2", "most3", "most4")
                .addLayer("dropout", new DropoutLayer(0.5), "sides")
                .addLayer("class", softmax(15, 4), "dropout")
                .setOutputs("class")
                .build());
    network.init();
    network.fit(new INDArray[] {ids(50, 8, 6)}, new INDArray[] {classes(8, 4)});
    return network;
  }

  /** The next word after each word, by two LSTM layers. */
  public static MultiLayerNetwork languageModel() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            start()
                .activation(Activation.TANH)
                .list()
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(40)
                        .nOut(8)
                        .inferInputLength(true)
                        .build())
                .layer(new LSTM.Builder().nIn(8).nOut(12).build())
                .layer(new LSTM.Builder().nIn(12).nOut(12).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(12)
                        .nOut(40)
                        .dataFormat(RNNFormat.NCW)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    INDArray next = Nd4j.zeros(4, 40, 6);
    for (int row = 0; row < 4; row++) {
      for (int step = 0; step < 6; step++) {
        next.putScalar(row, (7 * row + step) % 40, step, 1);
      }
    }
    network.fit(ids(40, 4, 6), next);
    return network;
  }

  /** A linear part on crossed features beside a deep part on an id and numbers. */
  public static ComputationGraph wideAndDeep() {
    ComputationGraph network =
        new ComputationGraph(
            start()
                .graphBuilder()
                .addInputs("crossed", "item", "numbers")
                .addLayer("embedding", new EmbeddingLayer.Builder().nIn(30).nOut(6).build(), "item")
                .addVertex("deep", new MergeVertex(), "embedding", "numbers")
                .addLayer("deep1", new DenseLayer.Builder().nIn(10).nOut(16).build(), "deep")
                .addLayer(
                    "deep2",
                    new DenseLayer.Builder().nIn(16).nOut(8).hasLayerNorm(true).build(),
                    "deep1")
                .addVertex("both", new MergeVertex(), "crossed", "deep2")
                .addLayer(
                    "bought",
                    new OutputLayer.Builder(LossFunctions.LossFunction.XENT)
                        .nIn(28)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "both")
                .setOutputs("bought")
                .build());
    network.init();
    network.fit(
        new INDArray[] {numbers(8, 20), ids(30, 8, 1), numbers(8, 4)},
        new INDArray[] {classes(8, 2).getColumn(0, true).dup()});
    return network;
  }

  /** Two blocks with a way around each, batch norm after every convolution. */
  public static ComputationGraph resNet() {
    ComputationGraphConfiguration.GraphBuilder graph =
        start()
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("picture");
    convolve(graph, "stem", "picture", 3, 8, 3, 1);
    String block = block(graph, "block1", "stem", 8, 8, 1);
    block = block(graph, "block2", block, 8, 16, 2);
    ComputationGraph network =
        new ComputationGraph(
            graph
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), block)
                .addLayer("class", softmax(16, 5), "mean")
                .setOutputs("class")
                .build());
    network.init();
    for (int i = 0; i < 3; i++) {
      network.fit(new INDArray[] {numbers(4, 3, 16, 16)}, new INDArray[] {classes(4, 5)});
    }
    return network;
  }

  private static String block(
      ComputationGraphConfiguration.GraphBuilder graph,
      String name,
      String input,
      int channels,
      int outputs,
      int stride) {
    convolve(graph, name + "a", input, channels, outputs, 3, stride);
    graph.addLayer(name + "relu", relu(), name + "a");
    convolve(graph, name + "b", name + "relu", outputs, outputs, 3, 1);
    String around = input;
    if (channels != outputs) {
      around = name + "around";
      convolve(graph, around, input, channels, outputs, 1, stride);
    }
    graph
        .addVertex(
            name + "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), name + "b", around)
        .addLayer(name, relu(), name + "sum");
    return name;
  }

  private static ActivationLayer relu() {
    return new ActivationLayer.Builder().activation(Activation.RELU).build();
  }

  private static void convolve(
      ComputationGraphConfiguration.GraphBuilder graph,
      String name,
      String input,
      int channels,
      int outputs,
      int kernel,
      int stride) {
    graph
        .addLayer(
            name + "conv",
            new ConvolutionLayer.Builder(kernel, kernel)
                .stride(stride, stride)
                .nIn(channels)
                .nOut(outputs)
                .hasBias(false)
                .build(),
            input)
        .addLayer(
            name,
            new BatchNormalization.Builder().nIn(outputs).nOut(outputs).build(),
            name + "conv");
  }

  private static INDArray numbers(long... shape) {
    return Nd4j.randn(DataType.FLOAT, shape);
  }

  private static INDArray ids(int count, int rows, int columns) {
    INDArray ids = Nd4j.create(DataType.FLOAT, rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      ids.putScalar(i, (13 * i + 5) % count);
    }
    return ids;
  }

  private static INDArray classes(int rows, int count) {
    INDArray classes = Nd4j.create(DataType.FLOAT, rows, count);
    for (int row = 0; row < rows; row++) {
      classes.putScalar(row, row % count, 1);
    }
    return classes;
  }
}
