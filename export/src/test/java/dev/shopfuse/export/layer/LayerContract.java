package dev.shopfuse.export.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What every converter promises: with random weights, for batches of 1 and 3, ONNX Runtime computes
 * what DL4J computes, and the shapes are those that inference said.
 */
final class LayerContract {
  static final int WIDTH = 5;
  private static final double ABSOLUTE = 1e-5;
  static final double RELATIVE = 1e-4;
  private static final long SEED = 11;

  private LayerContract() {}

  /** Starts a graph of float arrays with random weights and biases. */
  static ComputationGraphConfiguration.GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .dataType(DataType.FLOAT)
        .updater(new NoOp())
        .inferenceWorkspaceMode(WorkspaceMode.NONE)
        .biasInit(0.3)
        .graphBuilder();
  }

  static ComputationGraph init(ComputationGraphConfiguration.GraphBuilder builder) {
    ComputationGraph network = new ComputationGraph(builder.build());
    network.init();
    INDArray parameters = network.params();
    if (parameters != null && !parameters.isEmpty()) {
      network.setParams(randomLike(parameters.shape(), new Random(SEED)));
      for (var layer : network.getLayers()) {
        INDArray variance = layer.paramTable().get(BatchNormalizationParamInitializer.GLOBAL_VAR);
        if (layer.conf().getLayer() instanceof BatchNormalization && variance != null) {
          variance.assign(Transforms.abs(variance));
        }
      }
    }
    return network;
  }

  /** Checks a network whose inputs are all [batch, WIDTH]. */
  static void check(ComputationGraphConfiguration.GraphBuilder builder) {
    ComputationGraph network = init(builder);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (String input : network.getConfiguration().getNetworkInputs()) {
      shapes.put(input, Shape.of(Dimension.of("batch"), Dimension.of(WIDTH)));
    }
    OnnxModel model = convert(network, LayerConverters.standard(), shapes);
    for (int batch : new int[] {1, 3}) {
      Map<String, long[]> lengths = new LinkedHashMap<>();
      shapes.keySet().forEach(input -> lengths.put(input, new long[] {batch, WIDTH}));
      compare(network, model, lengths, lengths);
    }
  }

  /** Converts all outputs of a network. */
  static OnnxModel convert(
      ComputationGraph network, LayerConverters converters, Map<String, Shape> inputs) {
    GraphBuilder graph = new GraphBuilder("test");
    Map<String, Value> values = new HashMap<>();
    inputs.forEach((name, shape) -> values.put(name, graph.input(name, ElementType.FLOAT, shape)));
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    new GraphConverter(network, converters)
        .convert(graph, "net/", values, outputs)
        .forEach(graph::output);
    return OnnxModel.of(graph.build(), Map.of());
  }

  /** Runs both on the same random numbers; only the shapes of the inputs may differ. */
  static void compare(
      ComputationGraph network,
      OnnxModel model,
      Map<String, long[]> networkShapes,
      Map<String, long[]> modelShapes) {
    Random random = new Random(SEED + 1);
    Map<String, OnnxSession.Array> inputs = new HashMap<>();
    INDArray[] arrays = new INDArray[networkShapes.size()];
    int position = 0;
    for (String name : networkShapes.keySet()) {
      arrays[position] = randomLike(networkShapes.get(name), random);
      if (modelShapes.containsKey(name)) {
        float[] cells = arrays[position].dup('c').data().asFloat();
        inputs.put(name, new OnnxSession.Array(cells, modelShapes.get(name)));
      }
      position++;
    }
    INDArray expected = network.output(arrays)[0];
    try (OnnxSession session = new OnnxSession(model)) {
      OnnxSession.Array actual = session.run(inputs).get(model.graph().outputs().get(0).name());
      assertClose(actual.floats(), array(expected).floats());
      assertShape(model.graph().outputs().get(0).shape(), actual.shape());
    }
  }

  /** Checks numbers, the shape, and what inference said of the shape. */
  static void assertSame(Shape inferred, OnnxSession.Array actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertShape(inferred, actual.shape());
    assertClose(actual.floats(), array(expected).floats());
  }

  static OnnxSession.Array array(INDArray array) {
    return new OnnxSession.Array(
        array.castTo(DataType.FLOAT).dup('c').data().asFloat(), array.shape());
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double bound = ABSOLUTE + RELATIVE * Math.abs(expected[i]);
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("element %d: DL4J %s, ONNX Runtime %s", i, expected[i], actual[i])
          .isLessThanOrEqualTo((float) bound);
    }
  }

  private static void assertShape(Shape inferred, long[] actual) {
    assertThat(inferred.rank()).isEqualTo(actual.length);
    for (int axis = 0; axis < actual.length; axis++) {
      if (inferred.dimension(axis) instanceof Dimension.Fixed fixed) {
        assertThat(actual[axis]).isEqualTo(fixed.length());
      }
    }
  }

  static INDArray randomLike(long[] shape, Random random) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, (float) random.nextGaussian());
    }
    return array;
  }
}
