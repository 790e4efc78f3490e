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
      if (node.operator().newerForm().filter(form -> form.sinceOpset() <= opset).isPresent()) {
        throw new GraphException(
            "Node %s: this form of %s is older than opset %d, which the file declares."
                .formatted(node.name(), node.operator().opType(), opset));
      }
    }
  }

  /** Returns a model with the default versions. */
  public static OnnxModel of(OnnxGraph graph, Map<String, String> metadata) {
    return new OnnxModel(graph, DEFAULT_IR_VERSION, DEFAULT_OPSET, new TreeMap<>(metadata));
  }

  /**
   * Returns a model with the lowest versions that its operators need: those of {@link #of} unless
   * one is newer. Operators whose form changed in between are written in the newer form.
   */
  public static OnnxModel ofLowestOpset(OnnxGraph graph, Map<String, String> metadata) {
    int opset = DEFAULT_OPSET;
    for (Node node : graph.nodes()) {
      opset = Math.max(opset, node.operator().sinceOpset());
    }
    return new OnnxModel(
        OpsetForms.of(graph, opset), irVersion(opset), opset, new TreeMap<>(metadata));
  }

  /** Returns the file format that came with an opset. */
  private static int irVersion(int opset) {
    if (opset <= 14) {
      return DEFAULT_IR_VERSION;
    }
    if (opset <= 18) {
      return 8;
    }
    return opset <= 20 ? 9 : 10;
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
