package dev.shopfuse.training.model;

import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.RowGradients;
import dev.shopfuse.training.network.embedding.RowOptimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All embedding tables of a model with their gradients of the current step. Not thread-safe. */
final class TableSet {
  private final Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
  private final Map<String, RowGradients> gradients = new LinkedHashMap<>();

  TableSet(List<EmbeddingTable> tables) {
    for (EmbeddingTable table : tables) {
      this.tables.put(table.name(), table);
      gradients.put(table.name(), new RowGradients(table));
    }
  }

  /** Creates tables with random weights. */
  static TableSet random(List<TableShape> shapes, long seed) {
    List<EmbeddingTable> tables = new ArrayList<>();
    for (TableShape shape : shapes) {
      tables.add(
          EmbeddingTable.random(
              shape.name(), shape.rows(), shape.width(), shape.deviation(), seed));
    }
    return new TableSet(tables);
  }

  EmbeddingTable table(String name) {
    EmbeddingTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "No table is named \"" + name + "\"; there are " + tables.keySet() + ".");
    }
    return table;
  }

  RowGradients gradients(String name) {
    RowGradients found = gradients.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No table is named \"" + name + "\".");
    }
    return found;
  }

  Map<String, EmbeddingTable> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Returns a set of the same tables with gradients of its own. */
  TableSet sharingTables() {
    return new TableSet(List.copyOf(tables.values()));
  }

  /**
   * Applies the gradients of a step, summed over shards, to the touched rows.
   *
   * @param shards sets that share these tables, in an order that decides the rounding of the sums
   * @param part which part of the touched rows, below {@code parts}; parts may run in parallel
   */
  void update(RowOptimizer optimizer, List<TableSet> shards, int part, int parts) {
    tables.forEach(
        (name, table) ->
            optimizer.update(
                table, shards.stream().map(shard -> shard.gradients(name)).toList(), part, parts));
  }

  void clearGradients() {
    gradients.values().forEach(RowGradients::clear);
  }
}
