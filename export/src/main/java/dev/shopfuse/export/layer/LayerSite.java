package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer at its place in a network, and the graph that its nodes go to. Nodes are named after the
 * layer and their operator. Not thread-safe; one per conversion.
 *
 * @param <T> the configuration class of the layer
 */
public final class LayerSite<T> {
  private final String name;
  private final T layer;
  private final List<Value> inputs;
  private final Map<String, INDArray> parameters;
  private final GraphBuilder graph;
  private final String scope;
  private final Map<String, Integer> parts = new HashMap<>();

  LayerSite(
      String name,
      String scope,
      T layer,
      List<Value> inputs,
      Map<String, INDArray> parameters,
      GraphBuilder graph) {
    this.name = name;
    this.scope = scope;
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    this.parameters = parameters;
    this.graph = graph;
  }

  /** Returns the name of the layer in its network. */
  public String name() {
    return name;
  }

  /** Returns the configuration of the layer. */
  public T layer() {
    return layer;
  }

  /** Returns the values the layer reads. */
  public List<Value> inputs() {
    return inputs;
  }

  /** Returns the first value the layer reads. */
  public Value input() {
    return inputs.get(0);
  }

  /** Adds a parameter of the layer as a constant of the given shape. */
  public Value parameter(String key, long... lengths) {
    INDArray parameter = parameters.get(key);
    if (parameter == null) {
      throw new IllegalStateException(
          "Layer %s has no parameter %s; it has %s.".formatted(name, key, parameters.keySet()));
    }
    return graph.initializer(unique(key), Tensor.ofFloats(rowMajor(parameter), lengths));
  }

  /** Adds a float constant. */
  public Value scalar(String key, double value) {
    return graph.initializer(unique(key), Tensor.scalar((float) value));
  }

  /** Adds a vector of integers, such as axes or a shape. */
  public Value vector(String key, long... values) {
    return graph.initializer(unique(key), Tensor.vector(values));
  }

  /** Adds a node and returns its output. */
  public Value add(Operator operator, List<Value> inputs, Attribute... attributes) {
    return graph.add(unique(operator.opType()), operator, inputs, attributes);
  }

  /** Adds a node with one input and returns its output. */
  public Value add(Operator operator, Value input, Attribute... attributes) {
    return add(operator, List.of(input), attributes);
  }

  /** Returns an exception that says why this layer cannot be converted. */
  public UnsupportedLayerException unsupported(String reason) {
    return new UnsupportedLayerException(
        "Layer %s (%s) cannot be written as ONNX: %s."
            .formatted(name, layer.getClass().getSimpleName(), reason));
  }

  private static float[] rowMajor(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  private String unique(String part) {
    int count = parts.merge(part, 1, Integer::sum);
    return scope + name + "/" + part + (count == 1 ? "" : "_" + count);
  }
}
