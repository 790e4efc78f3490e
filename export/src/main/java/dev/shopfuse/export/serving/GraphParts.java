package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.OnnxGraph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the parts of a serving graph take in its file. Immutable.
 *
 * @param tables the bytes of each table, scales included, by its name
 * @param dense the bytes of all other constants
 * @param structure the bytes of everything else: nodes, names, shapes, metadata
 */
public record GraphParts(SortedMap<String, Long> tables, long dense, long structure) {
  private static final String SCALE = "/scale";

  public GraphParts {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** Measures a graph that takes so many bytes as a file. */
  public static GraphParts of(OnnxGraph graph, long fileBytes) {
    SortedMap<String, Long> tables = new TreeMap<>();
    graph
        .initializers()
        .forEach(
            (value, tensor) -> {
              if (value.name().startsWith(FeatureLookups.TABLES)) {
                tables.merge(table(value.name()), (long) tensor.bytes().size(), Long::sum);
              }
            });
    long inTables = tables.values().stream().mapToLong(Long::longValue).sum();
    return new GraphParts(
        tables, graph.constantBytes() - inTables, fileBytes - graph.constantBytes());
  }

  private static String table(String initializer) {
    String name = initializer.substring(FeatureLookups.TABLES.length());
    return name.endsWith(SCALE) ? name.substring(0, name.length() - SCALE.length()) : name;
  }

  /** Returns all parts by a name for people. */
  public Map<String, Long> byName() {
    Map<String, Long> parts = new LinkedHashMap<>();
    tables.forEach((table, bytes) -> parts.put("table " + table, bytes));
    parts.put("dense layers", dense);
    parts.put("structure and metadata", structure);
    return Collections.unmodifiableMap(parts);
  }
}
