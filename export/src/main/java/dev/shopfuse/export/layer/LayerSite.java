package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private final List<Signal> inputs;
  private final Map<String, INDArray> parameters;
  private final ConversionContext context;
  private final Map<String, Integer> parts = new HashMap<>();
  private Optional<Value> givenMask;

  LayerSite(
      String name,
      T layer,
      List<Signal> inputs,
      Map<String, INDArray> parameters,
      ConversionContext context) {
    this.name = name;
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    this.parameters = parameters;
    this.context = context;
    this.givenMask = inputs.isEmpty() ? Optional.empty() : inputs.get(0).mask();
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
    return inputs.stream().map(Signal::value).toList();
  }

  /** Returns the first value the layer reads. */
  public Value input() {
    return inputs.get(0).value();
  }

  /** Returns the values the layer reads, with their masks. */
  List<Signal> signals() {
    return inputs;
  }

  /** Returns the mask of the first value: 1 where a time step counts, 0 where it is padding. */
  public Optional<Value> mask() {
    return inputs.get(0).mask();
  }

  /** Says which mask goes with the output; unless it is said, that of the first input does. */
  public void giveMask(Optional<Value> mask) {
    givenMask = mask;
  }

  /** Returns the mask that goes with the output. */
  Optional<Value> givenMask() {
    return givenMask;
  }

  /** Makes what a wrapped layer gives the output of this one. */
  Value pass(Signal output) {
    giveMask(output.mask());
    return output.value();
  }

  /** Returns which axis of a value holds the features. */
  public int featureAxis(Value value) {
    return context.featureAxis().of(value.shape().rank());
  }

  /** Returns whether an operator may be used, which the newest allowed opset decides. */
  public boolean allows(Operator operator) {
    return operator.sinceOpset() <= context.maxOpset();
  }

  /** Returns an input of the whole network; its first axis is the batch. */
  Value example() {
    return context.example();
  }

  /** Returns an input of the whole network, with its mask. */
  Signal networkInput(String input) {
    Signal signal = context.inputs().get(input);
    if (signal == null) {
      throw unsupported(
          "it refers to the input %s; the network has %s"
              .formatted(input, context.inputs().keySet()));
    }
    return signal;
  }

  /** Returns a parameter of the layer. */
  public INDArray array(String key) {
    INDArray parameter = parameters.get(key);
    if (parameter == null) {
      throw new IllegalStateException(
          "Layer %s has no parameter %s; it has %s.".formatted(name, key, parameters.keySet()));
    }
    return parameter;
  }

  /** Adds a parameter of the layer as a constant of the given shape. */
  public Value parameter(String key, long... lengths) {
    return constant(key, array(key), lengths);
  }

  /** Adds an array as a float constant of the given shape, or of its own if none is given. */
  public Value constant(String key, INDArray array, long... lengths) {
    long[] shape = lengths.length == 0 ? array.shape() : lengths;
    return graphConstant(key, Tensor.ofFloats(rowMajor(array), shape));
  }

  /** Adds a float constant. */
  public Value scalar(String key, double value) {
    return graphConstant(key, Tensor.scalar((float) value));
  }

  /** Adds an integer. */
  public Value integer(String key, long value) {
    return graphConstant(key, Tensor.scalar(value));
  }

  /** Adds a vector of integers, such as axes or a shape. */
  public Value vector(String key, long... values) {
    return graphConstant(key, Tensor.vector(values));
  }

  /** Adds a vector of floats. */
  public Value floats(String key, float... values) {
    return graphConstant(key, Tensor.ofFloats(values, values.length));
  }

  private Value graphConstant(String key, Tensor tensor) {
    return context.graph().initializer(unique(key), tensor);
  }

  /** Adds a node and returns its output. */
  public Value add(Operator operator, List<Value> inputs, Attribute... attributes) {
    return context.graph().add(unique(operator.opType()), operator, inputs, attributes);
  }

  /** Adds a node with one input and returns its output. */
  public Value add(Operator operator, Value input, Attribute... attributes) {
    return add(operator, List.of(input), attributes);
  }

  /**
   * Writes another layer at this place: one that this layer wraps.
   *
   * @param part names it within this layer
   * @param wrapped its configuration
   * @param inputs what it reads
   * @param prefix its parameters are those of this layer that begin so
   */
  <U> Signal delegate(String part, U wrapped, List<Signal> inputs, String prefix) {
    Map<String, INDArray> own = new TreeMap<>();
    parameters.forEach(
        (key, array) -> {
          if (key.startsWith(prefix)) {
            own.put(key.substring(prefix.length()), array);
          }
        });
    String path = part.isEmpty() ? name : name + "/" + part;
    LayerConverter<U> converter = context.converters().converter(path, wrapped);
    LayerSite<U> site = new LayerSite<>(path, wrapped, inputs, own, context);
    site.parts.putAll(part.isEmpty() ? parts : Map.of());
    Value output = converter.convert(site);
    parts.putAll(part.isEmpty() ? site.parts : Map.of());
    return new Signal(output, site.givenMask);
  }

  /** Returns an exception that says why this layer cannot be converted. */
  public UnsupportedLayerException unsupported(String reason) {
    return new UnsupportedLayerException(
        "Layer %s (%s) cannot be written as ONNX: %s."
            .formatted(name, layer.getClass().getSimpleName(), reason));
  }

  UnsupportedLayerException unsupported(String reason, RuntimeException cause) {
    UnsupportedLayerException unsupported = unsupported(reason);
    unsupported.initCause(cause);
    return unsupported;
  }

  private static float[] rowMajor(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  private String unique(String part) {
    String unique;
    do {
      int count = parts.merge(part, 1, Integer::sum);
      unique = context.scope() + name + "/" + part + (count == 1 ? "" : "_" + count);
    } while (context.graph().has(unique));
    return unique;
  }
}
