package dev.shopfuse.export.layer;

import static java.util.Objects.requireNonNull;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes a DL4J network into an ONNX graph, vertex after vertex, as it computes when it is not
 * trained. Not thread-safe, like the network it reads.
 */
public final class GraphConverter {
  private final ComputationGraph network;
  private final LayerConverters converters;
  private final FeatureAxis featureAxis;
  private final int maxOpset;
  private final Map<String, GraphVertex> vertices;
  private final Map<String, List<String>> vertexInputs;

  /** Prepares for one network over rows; opset 13 at most. */
  public GraphConverter(ComputationGraph network, LayerConverters converters) {
    this(network, converters, FeatureAxis.LAST, OnnxModel.DEFAULT_OPSET);
  }

  /**
   * Prepares for one network; its parameters are copied when {@link #convert} is called.
   *
   * @param featureAxis where values of three axes and more have their features
   * @param maxOpset the newest operators that may be used
   */
  public GraphConverter(
      ComputationGraph network, LayerConverters converters, FeatureAxis featureAxis, int maxOpset) {
    this.network = network;
    this.converters = converters;
    this.featureAxis = featureAxis;
    this.maxOpset = maxOpset;
    this.vertices = network.getConfiguration().getVertices();
    this.vertexInputs = network.getConfiguration().getVertexInputs();
  }

  /** Adds the vertices that the given outputs need, without masks; see the other method. */
  public List<Value> convert(
      GraphBuilder graph, String scope, Map<String, Value> inputs, List<String> outputs) {
    return convert(graph, scope, inputs, Map.of(), outputs);
  }

  /**
   * Adds the vertices that the given outputs need, and no others.
   *
   * @param graph where the nodes go
   * @param scope precedes the names of nodes and parameters, such as {@code towers/}; may be empty
   * @param inputs the values of the network's inputs, those that are needed at least
   * @param masks for inputs that are time series, which steps count: float [N, T]
   * @param outputs names of vertices
   * @return the values of the outputs, in their order
   * @throws UnsupportedLayerException if a needed vertex has no converter
   * @throws IllegalArgumentException if a needed input has no value, or an output is no vertex
   */
  public List<Value> convert(
      GraphBuilder graph,
      String scope,
      Map<String, Value> inputs,
      Map<String, Value> masks,
      List<String> outputs) {
    Map<String, Signal> signals = new HashMap<>();
    inputs.forEach(
        (name, value) ->
            signals.put(name, new Signal(value, Optional.ofNullable(masks.get(name)))));
    Set<String> needed = needed(inputs.keySet(), outputs);
    Value example = example(inputs, outputs);
    ConversionContext context =
        new ConversionContext(
            graph, scope, converters, featureAxis, maxOpset, Map.copyOf(signals), example);
    for (int index : network.topologicalSortOrder()) {
      String name = network.getVertices()[index].getVertexName();
      if (needed.contains(name)) {
        signals.put(name, convert(name, description(name), context, signals));
      }
    }
    return outputs.stream().map(each -> requireNonNull(signals.get(each)).value()).toList();
  }

  private Value example(Map<String, Value> inputs, List<String> outputs) {
    for (String name : network.getConfiguration().getNetworkInputs()) {
      if (inputs.containsKey(name)) {
        return inputs.get(name);
      }
    }
    throw new IllegalArgumentException(
        "No value was given for an input; outputs are %s, and the network has no vertex %s."
            .formatted(outputs, network.getConfiguration().getNetworkInputs()));
  }

  private Set<String> needed(Set<String> given, Collection<String> outputs) {
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (given.contains(name) || !needed.add(name)) {
        continue;
      }
      open.addAll(reads(name, description(name)));
    }
    return needed;
  }

  private List<String> reads(String name, Object description) {
    return converters
        .converter(name, description)
        .inputs(vertexInputs.getOrDefault(name, List.of()));
  }

  private <T> Signal convert(
      String name, T description, ConversionContext context, Map<String, Signal> signals) {
    List<Signal> inputs = new ArrayList<>();
    for (String input : reads(name, description)) {
      inputs.add(signals.get(input));
    }
    if (vertices.get(name) instanceof LayerVertex layer && layer.getPreProcessor() != null) {
      InputPreProcessor first = layer.getPreProcessor();
      inputs.set(0, write(name + "/in", first, List.of(inputs.get(0)), Map.of(), context));
    }
    return write(name, description, inputs, parameters(name), context);
  }

  private <T> Signal write(
      String name,
      T description,
      List<Signal> inputs,
      Map<String, INDArray> parameters,
      ConversionContext context) {
    LayerConverter<T> converter = converters.converter(name, description);
    LayerSite<T> site = new LayerSite<>(name, description, inputs, parameters, context);
    try {
      Value output = converter.convert(site);
      return new Signal(output, site.givenMask());
    } catch (ExportException e) {
      throw e;
    } catch (RuntimeException e) {
      // What a layer says of itself need not fit together, or fit what it reads.
      throw site.unsupported(
          "its settings do not fit what it reads: %s; if the network reads another shape than %s, give it with --input"
              .formatted(ExportException.said(e), context.example().shape()),
          e);
    }
  }

  /** Returns what says how a vertex computes: a layer's configuration, or the vertex itself. */
  private Object description(String name) {
    GraphVertex vertex = vertices.get(name);
    if (vertex == null) {
      throw new IllegalArgumentException(
          "The network has no vertex %s, and no value was given for it; it has %s."
              .formatted(name, vertices.keySet()));
    }
    return vertex instanceof LayerVertex layer ? layer.getLayerConf().getLayer() : vertex;
  }

  private Map<String, INDArray> parameters(String name) {
    Map<String, INDArray> table = network.getVertex(name).paramTable(false);
    return table == null ? Map.of() : table;
  }
}
