package dev.shopfuse.export.onnx;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph with the versions it needs and where it comes from. Immutable.
 *
 * @param graph what is computed
 * @param irVersion the version of the file format
 * @param opset the version of the default operator domain
 * @param metadata provenance, written sorted by key
 */
public record OnnxModel(
    OnnxGraph graph, int irVersion, int opset, SortedMap<String, String> metadata) {
  /** The format and operator versions that every ONNX Runtime since 2022 opens. */
  public static final int DEFAULT_IR_VERSION = 7;

  public static final int DEFAULT_OPSET = 13;

  public OnnxModel {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    for (Node node : graph.nodes()) {
      if (node.operator().sinceOpset() > opset) {
        throw new GraphException(
            "Node %s: %s needs opset %d, the file declares %d."
                .formatted(
                    node.name(), node.operator().opType(), node.operator().sinceOpset(), opset));
      }
    }
  }

  /** Returns a model with the default versions. */
  public static OnnxModel of(OnnxGraph graph, Map<String, String> metadata) {
    return new OnnxModel(graph, DEFAULT_IR_VERSION, DEFAULT_OPSET, new TreeMap<>(metadata));
  }

  /** Returns the names of the operators in use, sorted. */
  public List<String> operators() {
    return graph.nodes().stream()
        .map(node -> node.operator().opType())
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the bytes of the ONNX file; equal models give equal bytes. */
  public byte[] toBytes() {
    return ModelWriter.write(this).toByteArray();
  }
}
