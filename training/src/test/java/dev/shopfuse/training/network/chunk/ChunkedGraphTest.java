package dev.shopfuse.training.network.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.training.network.BinaryLogitLoss;
import dev.shopfuse.training.network.CapturedGradients;
import dev.shopfuse.training.network.ColumnDenseLayer;
import dev.shopfuse.training.network.GradientCaptureVertex;
import dev.shopfuse.training.network.GroupAddVertex;
import dev.shopfuse.training.network.GroupMeanVertex;
import dev.shopfuse.training.network.GroupRectifierVertex;
import dev.shopfuse.training.network.LogitLoss;
import dev.shopfuse.training.network.LossTargets;
import dev.shopfuse.training.network.RowBuffer;
import dev.shopfuse.training.network.SoftmaxLogitLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Chunks against DL4J's own passes over two fused towers: equal losses and gradients. */
class ChunkedGraphTest {
  private static final int ITEMS = 2;
  private static final int SHOPS = 3;
  private static final int USER = 3;
  private static final int ITEM = 4;
  private static final int SHOP = 5;
  private static final int HIDDEN = 7;

  private static ColumnDenseLayer dense(int in, int out, Activation activation, boolean bias) {
    return new ColumnDenseLayer.Builder()
        .nIn(in)
        .nOut(out)
        .activation(activation)
        .hasBias(bias)
        .build();
  }

  private static GraphBuilder towers(
      NeuralNetConfiguration.Builder defaults, Activation activation, LogitLoss shopLoss) {
    GraphBuilder graph = defaults.seed(3).dataType(DataType.FLOAT).miniBatch(false).graphBuilder();
    graph.addInputs("user", "item", "item_weight", "shop");
    graph.addVertex("user_captured", new GradientCaptureVertex(), "user");
    tower(graph, "item", ITEM);
    tower(graph, "shop", SHOP);
    graph.addVertex("pooled", new GroupMeanVertex(), "item_1", "item_weight");
    graph.addVertex("fused", new GroupAddVertex(), "shop_1", "pooled");
    graph.addLayer("item_2", dense(HIDDEN, 6, activation, true), "item_1");
    graph.addLayer("shop_2", dense(HIDDEN, 6, activation, true), "fused");
    output(graph, "item", new BinaryLogitLoss());
    output(graph, "shop", shopLoss);
    return graph.setOutputs("item_prediction", "shop_prediction");
  }

  private static void tower(GraphBuilder graph, String side, int width) {
    graph.addVertex(side + "_captured", new GradientCaptureVertex(), side);
    graph.addLayer(
        side + "_own", dense(width, HIDDEN, Activation.IDENTITY, false), side + "_captured");
    graph.addLayer(side + "_user", dense(USER, HIDDEN, Activation.IDENTITY, true), "user_captured");
    graph.addVertex(side + "_1", new GroupRectifierVertex(), side + "_own", side + "_user");
  }

  private static void output(GraphBuilder graph, String side, LogitLoss loss) {
    graph.addLayer(side + "_logit", dense(6, 1, Activation.IDENTITY, true), side + "_2");
    graph.addLayer(
        side + "_prediction",
        new LossLayer.Builder(loss).activation(Activation.SIGMOID).build(),
        side + "_logit");
  }

  private static ComputationGraph graph(
      NeuralNetConfiguration.Builder defaults, Activation activation, LogitLoss shopLoss) {
    ComputationGraph graph = new ComputationGraph(towers(defaults, activation, shopLoss).build());
    graph.init();
    return graph;
  }

  private static RowBuffer random(SplittableRandom random, int rows, int width) {
    RowBuffer buffer = new RowBuffer(DataType.FLOAT, rows, width);
    for (int i = 0; i < rows * width; i++) {
      buffer.set(i, random.nextDouble() - 0.5);
    }
    return buffer;
  }

  /** The first item of a group is pooled. */
  private static Map<String, RowBuffer> batch(int groups) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, RowBuffer> batch = new LinkedHashMap<>();
    batch.put("user", random(random, groups, USER));
    batch.put("item", random(random, groups * ITEMS, ITEM));
    RowBuffer weights = new RowBuffer(DataType.FLOAT, groups, ITEMS);
    for (int group = 0; group < groups; group++) {
      weights.set(group * ITEMS, 1);
    }
    batch.put("item_weight", weights);
    batch.put("shop", random(random, groups * SHOPS, SHOP));
    return batch;
  }

  /** The first row of a group is the visit. */
  private static LossTargets targets(int groups, int size, boolean corrects) {
    float[] labels = new float[groups * size];
    float[] weights = new float[groups * size];
    float[] corrections = new float[corrects ? groups * size : 0];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = row % size == 0 ? 1 : 0;
      weights[row] = 1f / groups;
    }
    for (int row = 0; row < corrections.length; row++) {
      corrections[row] = row % 5 / 4f;
    }
    return new LossTargets(labels, corrections, weights);
  }

  private static void byDl4j(
      ComputationGraph graph, Map<String, RowBuffer> batch, List<LossTargets> targets) {
    graph.setInputs(batch.values().stream().map(RowBuffer::toArray).toArray(INDArray[]::new));
    graph.setLabels(targets.stream().map(ChunkedGraphTest::labels).toArray(INDArray[]::new));
    graph.setLayerMaskArrays(
        null,
        targets.stream()
            .map(each -> Nd4j.createFromArray(each.weights()).reshape(-1, 1))
            .toArray(INDArray[]::new));
    graph.computeGradientAndScore();
  }

  private static INDArray labels(LossTargets targets) {
    INDArray labels = Nd4j.createFromArray(targets.labels()).reshape(-1, 1);
    return targets.corrections().length == 0
        ? labels
        : Nd4j.hstack(labels, Nd4j.createFromArray(targets.corrections()).reshape(-1, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, false", "170, true", "171, false", "600, true"})
  void compute_anyNumberOfGroups_equalsDl4j(int groups, boolean softmax) {
    LogitLoss loss = softmax ? new SoftmaxLogitLoss(0) : new BinaryLogitLoss();
    ComputationGraph graph = graph(new NeuralNetConfiguration.Builder(), Activation.RELU, loss);
    Map<String, RowBuffer> batch = batch(groups);
    List<LossTargets> targets =
        List.of(targets(groups, ITEMS, false), targets(groups, SHOPS, softmax));
    byDl4j(graph, batch, targets);
    float[] expected = graph.getGradientsViewArray().toFloatVector();
    ChunkedGraph chunked = ChunkedGraph.of(graph).orElseThrow();
    double[] losses = chunked.compute(groups, batch, targets, 1);
    assertThat(losses[0]).isCloseTo(graph.getOutputLayer(0).score() * groups * ITEMS, within(1e-5));
    assertThat(losses[1]).isCloseTo(graph.getOutputLayer(1).score() * groups * SHOPS, within(1e-5));
    assertThat(graph.getGradientsViewArray().toFloatVector())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected);
    for (String input : List.of("user", "item", "shop")) {
      assertThat(chunked.inputGradient(input))
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(CapturedGradients.take(graph, input + "_captured"));
    }
  }

  private static ComputationGraph withDropout(double retain) {
    ComputationGraphConfiguration configuration =
        towers(new NeuralNetConfiguration.Builder(), Activation.RELU, new BinaryLogitLoss())
            .build();
    for (GraphVertex vertex : configuration.getVertices().values()) {
      if (vertex instanceof LayerVertex layer
          && layer.getLayerConf().getLayer() instanceof ColumnDenseLayer dense) {
        dense.setIDropout(new org.deeplearning4j.nn.conf.dropout.Dropout(retain));
      }
    }
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  /** Against central differences of the loss of two chunks, the same cells dropped each time. */
  @Test
  void compute_dropout_givesTheGradientOfTheLoss() {
    int groups = 200;
    float step = 1e-3f;
    ComputationGraph graph = withDropout(0.7);
    ChunkedGraph chunked = ChunkedGraph.of(graph).orElseThrow();
    Map<String, RowBuffer> batch = batch(groups);
    List<LossTargets> targets =
        List.of(targets(groups, ITEMS, false), targets(groups, SHOPS, false));
    chunked.compute(groups, batch, targets, 8);
    float[] gradient = graph.getGradientsViewArray().toFloatVector();
    INDArray weights = graph.params();
    double size = 0;
    double difference = 0;
    for (int i = 0; i < gradient.length; i++) {
      float weight = weights.getFloat(i);
      weights.putScalar(i, weight + step);
      double above = DoubleStream.of(chunked.compute(groups, batch, targets, 8)).sum();
      weights.putScalar(i, weight - step);
      double below = DoubleStream.of(chunked.compute(groups, batch, targets, 8)).sum();
      weights.putScalar(i, weight);
      size += Math.abs(gradient[i]);
      difference += Math.abs((above - below) / (2 * step) - gradient[i]);
    }
    // What is left are steps across the kink of a ReLU, and rounding.
    assertThat(difference / size).isLessThan(0.02);
    float[] users = chunked.inputGradient("user").clone();
    float[] cells = Objects.requireNonNull(batch.get("user")).floats();
    size = 0;
    difference = 0;
    for (int i = 0; i < cells.length; i += 7) {
      float cell = cells[i];
      cells[i] = cell + step;
      double above = DoubleStream.of(chunked.compute(groups, batch, targets, 8)).sum();
      cells[i] = cell - step;
      double below = DoubleStream.of(chunked.compute(groups, batch, targets, 8)).sum();
      cells[i] = cell;
      size += Math.abs(users[i]);
      difference += Math.abs((above - below) / (2 * step) - users[i]);
    }
    assertThat(difference / size).isLessThan(0.02);
    assertThat(chunked.compute(groups, batch, targets, 9))
        .isNotEqualTo(chunked.compute(groups, batch, targets, 8));
  }

  @Test
  void of_partsThatAreNotCovered_isEmpty() {
    LogitLoss loss = new BinaryLogitLoss();
    assertThat(ChunkedGraph.of(graph(new NeuralNetConfiguration.Builder(), Activation.TANH, loss)))
        .isEmpty();
    assertThat(
            ChunkedGraph.of(
                graph(new NeuralNetConfiguration.Builder().l2(0.1), Activation.RELU, loss)))
        .isEmpty();
    assertThat(
            ChunkedGraph.of(
                graph(new NeuralNetConfiguration.Builder().dropOut(0.5), Activation.RELU, loss)))
        .isEmpty();
  }
}
