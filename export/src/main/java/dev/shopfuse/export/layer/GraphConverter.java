package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<String, GraphVertex> vertices;
  private final Map<String, List<String>> vertexInputs;

  /** Prepares for one network; its parameters are copied when {@link #convert} is called. */
  public GraphConverter(ComputationGraph network, LayerConverters converters) {
    this.network = network;
    this.converters = converters;
    this.vertices = network.getConfiguration().getVertices();
    this.vertexInputs = network.getConfiguration().getVertexInputs();
  }

  /**
   * Adds the vertices that the given outputs need, and no others.
   *
   * @param graph where the nodes go
   * @param scope precedes the names of nodes and parameters, such as {@code towers/}; may be empty
   * @param inputs the values of the network's inputs, those that are needed at least
   * @param outputs names of vertices
   * @return the values of the outputs, in their order
   * @throws UnsupportedLayerException if a needed vertex has no converter
   * @throws IllegalArgumentException if a needed input has no value, or an output is no vertex
   */
  public List<Value> convert(
      GraphBuilder graph, String scope, Map<String, Value> inputs, List<String> outputs) {
    Map<String, Value> values = new HashMap<>(inputs);
    Set<String> needed = needed(inputs.keySet(), outputs);
    for (int index : network.topologicalSortOrder()) {
      String name = network.getVertices()[index].getVertexName();
      if (needed.contains(name)) {
        values.put(name, convert(graph, scope, name, values));
      }
    }
    List<Value> found = new ArrayList<>();
    outputs.forEach(output -> found.add(values.get(output)));
    return found;
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

  private Value convert(GraphBuilder graph, String scope, String name, Map<String, Value> values) {
    return convert(graph, scope, name, description(name), values);
  }

  private <T> Value convert(
      GraphBuilder graph, String scope, String name, T description, Map<String, Value> values) {
    List<Value> inputs = new ArrayList<>();
    for (String input : reads(name, description)) {
      inputs.add(values.get(input));
    }
    LayerSite<T> site = new LayerSite<>(name, scope, description, inputs, parameters(name), graph);
    if (vertices.get(name) instanceof LayerVertex layer && layer.getPreProcessor() != null) {
      throw site.unsupported(
          "its preprocessor %s is not supported"
              .formatted(layer.getPreProcessor().getClass().getSimpleName()));
    }
    return converters.converter(name, description).convert(site);
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
    return network.getVertex(name).hasLayer()
        ? network.getVertex(name).getLayer().paramTable()
        : Map.of();
  }
}
