package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.model.MatchCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the {@link MatchCounts} of one user and N shops [N, P]: the visits [1, T] become how often
 * each row of their table was visited [V], and shops look up their rows [N] or lists of rows [N,
 * L].
 */
final class MatchNodes {
  private static final String PREFIX = ServingGraph.TOWERS + "match/";

  private final GraphBuilder graph;
  private final FeatureContract contract;
  private final FeatureLookups lookups;
  private final boolean samples;
  private final Map<String, Value> histograms = new HashMap<>();
  private final Value last;
  private final Value first;
  private final Value none;
  private final Value zero;
  private final Value one;

  /**
   * Begins, once the features are in the graph.
   *
   * @param samples whether item samples are among them
   */
  MatchNodes(
      GraphBuilder graph, FeatureContract contract, FeatureLookups lookups, boolean samples) {
    this.graph = graph;
    this.contract = contract;
    this.lookups = lookups;
    this.samples = samples;
    last = graph.initializer(PREFIX + "last", Tensor.vector(1));
    first = graph.initializer(PREFIX + "first", Tensor.vector(0));
    none = graph.initializer(PREFIX + "none", Tensor.scalar((long) IndexEncoding.NONE_ROW));
    zero = graph.initializer(PREFIX + "zero", Tensor.scalar(0f));
    one = graph.initializer(PREFIX + "one", Tensor.scalar(1f));
  }

  Value add() {
    List<Value> columns = new ArrayList<>();
    for (MatchCounts.Pair pair : MatchCounts.pairs(contract)) {
      String name = PREFIX + pair.history().name() + "_" + pair.shop().name() + "/";
      Value count = count(pair, name);
      columns.add(graph.add(name + "Min", Operator.MIN, List.of(count, one)));
      Value more = graph.add(name + "Add", Operator.ADD, List.of(count, one));
      columns.add(graph.add(name + "Log", Operator.LOG, more));
    }
    return graph.add(PREFIX + "Concat", Operator.CONCAT, columns, Attribute.of("axis", 1));
  }

  private Value count(MatchCounts.Pair pair, String name) {
    Value visits =
        histograms.computeIfAbsent(
            pair.history().name(), history -> histogram(pair, PREFIX + history + "/"));
    Value rows = lookups.ids(pair.shop());
    Value found = graph.add(name + "Gather", Operator.GATHER, List.of(visits, rows));
    Operator toColumn = pair.shop().isSequence() ? Operator.REDUCE_SUM : Operator.UNSQUEEZE;
    return graph.add(name + "count", toColumn, List.of(found, last));
  }

  /** How often each row of a table was visited [V]; the rows that stand for no value never were. */
  private Value histogram(MatchCounts.Pair pair, String name) {
    Value visits = visits(pair, name);
    Value rows = graph.add(name + "Squeeze", Operator.SQUEEZE, List.of(visits, first));
    Value known = graph.add(name + "Greater", Operator.GREATER, List.of(rows, none));
    List<Value> counted = List.of(times(visits, rows, name), floats(known, name + "known"));
    Value counts = graph.add(name + "Mul", Operator.MUL, counted);
    Tensor length = Tensor.vector(contract.rows(pair.shop()).rows());
    Value size = graph.initializer(name + "size", length);
    Value zeros = graph.add(name + "Expand", Operator.EXPAND, List.of(zero, size));
    // A row that was visited twice is written twice, the same count both times: ONNX leaves open
    // which of two updates stays.
    List<Value> inputs = List.of(zeros, rows, counts);
    return graph.add(
        name + "ScatterElements", Operator.SCATTER_ELEMENTS, inputs, Attribute.of("axis", 0));
  }

  /** How often the row of each visit occurs among the visits [T]. */
  private Value times(Value visits, Value rows, String name) {
    Value others = graph.add(name + "others", Operator.UNSQUEEZE, List.of(rows, last));
    Value equal = graph.add(name + "Equal", Operator.EQUAL, List.of(visits, others));
    List<Value> inputs = List.of(floats(equal, name + "same"), last);
    Attribute dropped = Attribute.of("keepdims", 0);
    return graph.add(name + "times", Operator.REDUCE_SUM, inputs, dropped);
  }

  private Value floats(Value truths, String name) {
    return graph.add(name, Operator.CAST, truths, Attribute.of("to", ElementType.FLOAT.code()));
  }

  /**
   * The table rows of a history and, with one of items, of the item samples: [1, T]. Of samples no
   * more are taken than the model ever has of a user: where items are scored, there are thousands.
   */
  private Value visits(MatchCounts.Pair pair, String name) {
    Value history = lookups.ids(pair.history());
    if (!samples || pair.collected().side() != Side.ITEM) {
      return history;
    }
    Value ids = lookups.ids(pair.collected());
    Value end = graph.initializer(name + "K", Tensor.vector(contract.itemSamples()));
    Value taken = graph.add(name + "Slice", Operator.SLICE, List.of(ids, first, end, first));
    Value row = graph.add(name + "samples", Operator.UNSQUEEZE, List.of(taken, first));
    return graph.add(
        name + "Concat", Operator.CONCAT, List.of(history, row), Attribute.of("axis", 1));
  }
}
