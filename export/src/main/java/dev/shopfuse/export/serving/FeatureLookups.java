package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.model.FusedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the inputs of features and what looks them up in their tables. Not thread-safe; one per
 * graph. Features that share a table share the initializer.
 */
final class FeatureLookups {
  /** Precedes the name of a table in its initializer's; no feature has a capital letter. */
  static final String TABLES = "Table/";

  /** N, how many shops there are in a call. */
  static final Dimension CANDIDATES = Dimension.of("N");

  private final GraphBuilder graph;
  private final FeatureContract contract;
  private final Map<String, Tensor> tables;
  private final Map<String, Value> added = new HashMap<>();
  private final Map<String, Value> ids = new HashMap<>();
  private final SequencePooling pooling;

  FeatureLookups(GraphBuilder graph, FeatureContract contract, Map<String, Tensor> tables) {
    this.graph = graph;
    this.contract = contract;
    this.tables = tables;
    this.pooling = new SequencePooling(graph);
  }

  /**
   * Adds all features of a side, side by side in the order of the contract: [R, F].
   *
   * @param rows R, how many users, items or shops there are in a call
   */
  Value rows(Side side, Dimension rows) {
    List<Value> columns = new ArrayList<>();
    for (Feature feature : contract.features(side)) {
      columns.add(columns(feature, rows));
    }
    return columns.size() == 1
        ? columns.get(0)
        : graph.add(
            ServingGraph.TOWERS + side.key() + "/Concat",
            Operator.CONCAT,
            columns,
            Attribute.of("axis", 1));
  }

  /** Returns the name of the length of the lists of a feature. */
  static String length(Feature feature) {
    return feature.name() + "_length";
  }

  private Value columns(Feature feature, Dimension rows) {
    String table = feature.table();
    if (table == null) {
      return number(feature, rows);
    }
    if (feature.isSequence()) {
      Shape shape = Shape.of(rows, Dimension.of(length(feature)));
      Value values = input(feature, shape);
      Tensor query = tables.get(FusedModel.queryTable(feature));
      return query == null
          ? pooling.add(feature.name(), table(table), values)
          : pooling.addAttention(feature.name(), table(table), values, query);
    }
    List<Value> lookup = List.of(table(table), input(feature, Shape.of(rows)));
    return graph.add(feature.name() + "/Gather", Operator.GATHER, lookup);
  }

  private Value input(Feature feature, Shape shape) {
    Value input = graph.input(feature.name(), ElementType.INT64, shape);
    ids.put(feature.name(), input);
    return input;
  }

  /**
   * Returns the input with the table rows of a feature.
   *
   * @throws IllegalStateException if its side was not added before
   */
  Value ids(Feature feature) {
    Value input = ids.get(feature.name());
    if (input == null) {
      throw new IllegalStateException("The " + feature + " is not in the graph yet.");
    }
    return input;
  }

  private Value number(Feature feature, Dimension rows) {
    Value numbers = graph.input(feature.name(), ElementType.FLOAT, Shape.of(rows));
    Value axis = graph.initializer(feature.name() + "/axis", Tensor.vector(1));
    return graph.add(feature.name() + "/Unsqueeze", Operator.UNSQUEEZE, List.of(numbers, axis));
  }

  private Value table(String name) {
    return added.computeIfAbsent(
        name,
        absent -> {
          Tensor table = tables.get(name);
          if (table == null) {
            throw new IllegalStateException("The model has no table " + name + ".");
          }
          return graph.initializer(TABLES + name, table);
        });
  }
}
