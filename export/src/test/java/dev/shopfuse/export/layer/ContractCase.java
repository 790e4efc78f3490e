package dev.shopfuse.export.layer;

import dev.shopfuse.export.ConformanceCase;
import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that one converter is tried on: with random weights, for batches of 1 and 3, for time
 * series of 1 and 7 steps, ONNX Runtime computes what DL4J computes, and the shapes are those that
 * inference said. Immutable.
 *
 * @param name says what is special
 * @param layer the class whose converter is tried
 * @param graph the network
 * @param shapes of the inputs, without the batch; {@link #TIME} is the number of time steps
 * @param masked the inputs that come with a mask
 * @param ids the number of ids, where inputs are ids; else 0
 */
record ContractCase(
    String name,
    Class<?> layer,
    ComputationGraphConfiguration.GraphBuilder graph,
    Map<String, long[]> shapes,
    Set<String> masked,
    int ids) {
  static final long TIME = -1;
  private static final long SEED = 12;

  /** One layer whose input is [N, shape..]. */
  static ContractCase of(String name, Layer layer, long... shape) {
    return of(name, layer.getClass(), single(layer), Map.of("in", shape));
  }

  static ContractCase of(
      String name,
      Class<?> layer,
      ComputationGraphConfiguration.GraphBuilder graph,
      Map<String, long[]> shapes) {
    return new ContractCase(name, layer, graph, shapes, Set.of(), 0);
  }

  /** One vertex whose inputs are all [N, shape..]. */
  static ContractCase of(String name, GraphVertex vertex, List<String> inputs, long... shape) {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs(inputs)
            .addVertex("vertex", vertex, inputs.toArray(new String[0]))
            .setOutputs("vertex");
    Map<String, long[]> shapes = new LinkedHashMap<>();
    inputs.forEach(input -> shapes.put(input, shape));
    return of(name, vertex.getClass(), graph, shapes);
  }

  private static ComputationGraphConfiguration.GraphBuilder single(Layer layer) {
    return LayerContract.graph().addInputs("in").addLayer("layer", layer, "in").setOutputs("layer");
  }

  ContractCase withMasks(String... inputs) {
    return new ContractCase(name, layer, graph, shapes, Set.of(inputs), ids);
  }

  ContractCase withIds(int count) {
    return new ContractCase(name, layer, graph, shapes, masked, count);
  }

  void check() {
    check(LayerContract.init(graph), OnnxModel.DEFAULT_OPSET);
  }

  /** Checks a network, written with operators of an opset at most; returns the last model. */
  OnnxModel check(ComputationGraph network, int maxOpset) {
    OnnxModel model = convert(network, maxOpset);
    boolean hasTime = shapes.values().stream().anyMatch(ContractCase::hasTime);
    for (int batch : new int[] {1, 3}) {
      for (int time : hasTime ? new int[] {1, 7} : new int[] {1}) {
        // DL4J takes a mask [1, 1] for a scalar.
        if (masked.isEmpty() || batch * time > 1) {
          compare(network, model, batch, time);
        }
      }
    }
    return model;
  }

  private static boolean hasTime(long... shape) {
    return Arrays.stream(shape).anyMatch(length -> length == TIME);
  }

  private OnnxModel convert(ComputationGraph network, int maxOpset) {
    GraphBuilder builder = new GraphBuilder("test");
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Value> masks = new LinkedHashMap<>();
    for (String input : network.getConfiguration().getNetworkInputs()) {
      List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.of("batch")));
      for (long length : shapes.get(input)) {
        dimensions.add(length == TIME ? Dimension.of("time") : Dimension.of(length));
      }
      values.put(input, builder.input(input, ElementType.FLOAT, new Shape(dimensions)));
      if (masked.contains(input)) {
        Shape shape = Shape.of(Dimension.of("batch"), Dimension.of("time"));
        masks.put(input, builder.input(input + "_mask", ElementType.FLOAT, shape));
      }
    }
    List<String> names = network.getConfiguration().getNetworkOutputs();
    List<Value> outputs =
        new GraphConverter(network, LayerConverters.standard(), FeatureAxis.SECOND, maxOpset)
            .convert(builder, "", values, masks, names);
    for (int i = 0; i < names.size(); i++) {
      builder.output(outputs.get(i), names.get(i));
    }
    return OnnxModel.of(builder.build(), Map.of());
  }

  private void compare(ComputationGraph network, OnnxModel model, int batch, int time) {
    Run run = run(network, model, batch, time);
    try (OnnxSession session = new OnnxSession(model)) {
      Map<String, OnnxSession.Array> actual = session.run(run.feeds());
      for (int i = 0; i < run.expected().length; i++) {
        Value output = model.graph().outputs().get(i);
        LayerContract.assertSame(output.shape(), actual.get(output.name()), run.expected()[i]);
      }
    }
  }

  /** What goes in and what DL4J gives. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Run(Map<String, OnnxSession.Array> feeds, INDArray[] expected) {}

  private Run run(ComputationGraph network, OnnxModel model, int batch, int time) {
    Random random = new Random(SEED + batch + time);
    List<String> names = network.getConfiguration().getNetworkInputs();
    INDArray[] arrays = new INDArray[names.size()];
    INDArray[] masks = masked.isEmpty() ? null : new INDArray[names.size()];
    Map<String, OnnxSession.Array> feeds = new HashMap<>();
    for (int i = 0; i < arrays.length; i++) {
      long[] shape = shape(shapes.get(names.get(i)), batch, time);
      arrays[i] = ids > 0 ? ids(shape, random) : LayerContract.randomLike(shape, random);
      feeds.put(names.get(i), LayerContract.array(arrays[i]));
      if (masked.contains(names.get(i))) {
        masks[i] = mask(batch, time, random);
        feeds.put(names.get(i) + "_mask", LayerContract.array(masks[i]));
      }
    }
    Set<String> wanted =
        model.graph().inputs().stream().map(Value::name).collect(Collectors.toSet());
    feeds.keySet().retainAll(wanted);
    return new Run(feeds, network.output(false, arrays, masks));
  }

  /** Returns the network and its largest run, for other tools to compute. */
  ConformanceCase conformance() {
    ComputationGraph network = LayerContract.init(graph);
    OnnxModel model = convert(network, OnnxModel.DEFAULT_OPSET);
    Run run = run(network, model, 3, 7);
    Map<String, OnnxSession.Array> outputs = new HashMap<>();
    for (int i = 0; i < run.expected().length; i++) {
      outputs.put(model.graph().outputs().get(i).name(), LayerContract.array(run.expected()[i]));
    }
    return new ConformanceCase("converter", toString(), model, LayerContract.RELATIVE)
        .run(run.feeds(), outputs);
  }

  private static long[] shape(long[] withoutBatch, int batch, int time) {
    long[] shape = new long[withoutBatch.length + 1];
    shape[0] = batch;
    for (int i = 0; i < withoutBatch.length; i++) {
      shape[i + 1] = withoutBatch[i] == TIME ? time : withoutBatch[i];
    }
    return shape;
  }

  private INDArray ids(long[] shape, Random random) {
    INDArray array = Nd4j.create(DataType.FLOAT, shape, 'c');
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextInt(ids));
    }
    return array;
  }

  /** Any steps may be padding, but not all of an example. */
  private static INDArray mask(int batch, int time, Random random) {
    INDArray mask = Nd4j.create(DataType.FLOAT, new long[] {batch, time}, 'c');
    for (int row = 0; row < batch; row++) {
      for (int step = 0; step < time; step++) {
        mask.putScalar(row, step, random.nextInt(3) == 0 ? 0 : 1);
      }
      mask.putScalar(row, random.nextInt(time), 1);
    }
    return mask;
  }

  @Override
  public String toString() {
    return layer.getSimpleName() + " " + name;
  }
}
