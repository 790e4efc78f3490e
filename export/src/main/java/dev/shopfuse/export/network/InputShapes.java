package dev.shopfuse.export.network;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Finds out what the inputs of a network look like, from the layers that read them: a saved network
 * does not say. Time steps, and heights and widths of pictures that no layer fixes, are symbols.
 */
final class InputShapes {
  private static final Dimension HEIGHT = Dimension.of("height");
  private static final Dimension WIDTH = Dimension.of("width");
  private static final Dimension DEPTH = Dimension.of("depth");

  private final ComputationGraphConfiguration configuration;

  InputShapes(ComputationGraphConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Returns the inputs, in the order of the network.
   *
   * @param given shapes without the batch that the caller knows
   * @throws ExportException if nothing tells the shape of an input
   */
  List<NetworkInput> find(Map<String, List<Dimension>> given) {
    List<NetworkInput> inputs = new ArrayList<>();
    for (String name : configuration.getNetworkInputs()) {
      Optional<NetworkInput> found = reading(name, name, new HashSet<>());
      if (given.containsKey(name)) {
        long ids = found.map(NetworkInput::ids).orElse(0L);
        inputs.add(NetworkInput.of(name, given.get(name)).ofIds(ids));
      } else {
        inputs.add(found.orElseThrow(() -> unknown(name)));
      }
    }
    return inputs;
  }

  private static ExportException unknown(String name) {
    return new ExportException(
        ("No layer tells the shape of input %s; give it without the batch, numbers for fixed"
                + " lengths and words for others, such as %s=3,32,32 or %s=5,time.")
            .formatted(name, name, name));
  }

  private Optional<NetworkInput> reading(String input, String value, Set<String> seen) {
    for (var vertex : configuration.getVertexInputs().entrySet()) {
      if (vertex.getValue().contains(value) && seen.add(vertex.getKey())) {
        Optional<NetworkInput> found = told(input, value, vertex.getKey(), seen);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<NetworkInput> told(String input, String value, String name, Set<String> seen) {
    GraphVertex vertex = configuration.getVertices().get(name);
    if (vertex instanceof LayerVertex layer) {
      return toldByLayer(input, name, layer, seen);
    }
    if (vertex instanceof AttentionVertex attention) {
      int position = inputs(name).indexOf(value);
      return Optional.of(
          NetworkInput.of(input, series(LayerInputs.width(attention, position), false)));
    }
    if (vertex instanceof MergeVertex) {
      return reading(input, name, seen).flatMap(merged -> withoutOthers(merged, name, value, seen));
    }
    return vertex != null && LayerInputs.keepsShape(vertex)
        ? reading(input, name, seen)
        : Optional.empty();
  }

  private Optional<NetworkInput> toldByLayer(
      String input, String name, LayerVertex vertex, Set<String> seen) {
    Layer layer = vertex.getLayerConf().getLayer();
    if (vertex.getPreProcessor() != null) {
      return LayerInputs.shape(vertex.getPreProcessor(), layer)
          .map(shape -> NetworkInput.of(input, shape).ofIds(LayerInputs.ids(layer)));
    }
    Optional<NetworkInput> own =
        LayerInputs.shape(layer)
            .map(shape -> NetworkInput.of(input, shape).ofIds(LayerInputs.ids(layer)));
    if (own.isPresent() && !LayerInputs.readsAnyAxes(layer)) {
      return own;
    }
    if (LayerInputs.keepsShape(layer)) {
      return reading(input, name, seen).or(() -> own);
    }
    return LayerInputs.keepsChannels(layer)
        ? reading(input, name, seen).flatMap(given -> ofAnyLength(given, layer))
        : Optional.empty();
  }

  /** Takes from what a layer gives the channels; which lengths it read, its output does not say. */
  private static Optional<NetworkInput> ofAnyLength(NetworkInput given, Layer layer) {
    List<Dimension> shape = given.shape().dimensions();
    if (shape.size() < 3) {
      return Optional.empty();
    }
    boolean isFixed = shape.stream().skip(1).allMatch(Dimension.Fixed.class::isInstance);
    if (!isFixed || shape.size() != 4) {
      return Optional.of(given);
    }
    boolean channelsAreLast = LayerInputs.channelsAreLast(layer);
    Dimension.Fixed channels = (Dimension.Fixed) shape.get(channelsAreLast ? 3 : 1);
    return Optional.of(NetworkInput.of(given.name(), picture(channels.length(), channelsAreLast)));
  }

  private List<String> inputs(String vertex) {
    return configuration.getVertexInputs().getOrDefault(vertex, List.of());
  }

  /** Takes from what a merge gives what its other inputs bring. */
  private Optional<NetworkInput> withoutOthers(
      NetworkInput merged, String merge, String value, Set<String> seen) {
    long width = width(merged);
    for (String other : inputs(merge)) {
      if (!other.equals(value)) {
        Optional<Long> known = width(other, seen);
        if (known.isEmpty()) {
          return Optional.empty();
        }
        width -= known.get();
      }
    }
    return width > 0
        ? Optional.of(
            new NetworkInput(merged.name(), merged.shape().with(1, Dimension.of(width)), 0))
        : Optional.empty();
  }

  private static long width(NetworkInput input) {
    return input.shape().dimension(1) instanceof Dimension.Fixed width ? width.length() : 0;
  }

  /** Returns how many features another input of a merge has. */
  private Optional<Long> width(String value, Set<String> seen) {
    if (configuration.getNetworkInputs().contains(value)) {
      return reading(value, value, seen).map(InputShapes::width);
    }
    return configuration.getVertices().get(value) instanceof LayerVertex layer
            && layer.getLayerConf().getLayer() instanceof FeedForwardLayer dense
        ? Optional.of(dense.getNOut())
        : Optional.empty();
  }

  static List<Dimension> picture(long channels, boolean channelsAreLast) {
    return channelsAreLast
        ? List.of(HEIGHT, WIDTH, Dimension.of(channels))
        : List.of(Dimension.of(channels), HEIGHT, WIDTH);
  }

  static List<Dimension> volume(long channels, boolean channelsAreLast) {
    return channelsAreLast
        ? List.of(DEPTH, HEIGHT, WIDTH, Dimension.of(channels))
        : List.of(Dimension.of(channels), DEPTH, HEIGHT, WIDTH);
  }

  static List<Dimension> series(long features, boolean featuresAreLast) {
    return featuresAreLast
        ? List.of(NetworkInput.TIME, Dimension.of(features))
        : List.of(Dimension.of(features), NetworkInput.TIME);
  }
}
