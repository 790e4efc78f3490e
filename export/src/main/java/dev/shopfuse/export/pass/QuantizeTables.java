package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores tables in fewer bytes: the rows that are looked up become floats again by Cast, and by Mul
 * with the scale of their row. A table is a float constant [V, E] that is only looked up in; dense
 * layers stay what they are.
 *
 * <p>This pass keeps the numbers only as far as {@link TablePrecision} says; {@link #rounded} makes
 * the graph with the same rounded numbers in float tables, for comparing.
 */
public final class QuantizeTables implements GraphPass {
  private final TablePrecision precision;
  private final boolean asFloats;

  private QuantizeTables(TablePrecision precision, boolean asFloats) {
    this.precision = precision;
    this.asFloats = asFloats;
  }

  /** Returns the pass that stores tables this way. */
  public static QuantizeTables of(TablePrecision precision) {
    return new QuantizeTables(precision, false);
  }

  /** Returns the pass that rounds tables as this way would, and leaves them floats. */
  public static QuantizeTables rounded(TablePrecision precision) {
    return new QuantizeTables(precision, true);
  }

  @Override
  public String name() {
    return "tables_" + precision.key();
  }

  /**
   * Returns the smaller graph.
   *
   * @throws dev.shopfuse.export.ExportException if a number of a table cannot be stored this way
   */
  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    if (precision == TablePrecision.FP32) {
      return graph;
    }
    GraphView view = new GraphView(graph);
    GraphCopy copy = new GraphCopy(graph);
    graph.inputs().forEach(copy::input);
    Map<Value, Optional<Value>> scales = new HashMap<>();
    graph
        .initializers()
        .forEach(
            (value, tensor) -> {
              if (!isTable(value, tensor, view)) {
                copy.constant(value, tensor);
                return;
              }
              StoredTable stored = StoredTable.of(value.name(), tensor, precision);
              copy.constant(value, asFloats ? stored.restored() : stored.cells());
              scales.put(
                  value,
                  stored
                      .scales()
                      .map(each -> copy.builder().initializer(value.name() + "/scale", each)));
            });
    for (Node node : graph.nodes()) {
      Value table = node.inputs().get(0);
      if (!asFloats && scales.containsKey(table)) {
        look(node, scales.get(table), copy);
      } else {
        copy.node(node);
      }
    }
    return copy.build();
  }

  private static boolean isTable(Value value, Tensor tensor, GraphView view) {
    return tensor.type() == ElementType.FLOAT
        && tensor.lengths().size() == 2
        && view.readers(value).stream().allMatch(node -> isLookup(node, value));
  }

  private static boolean isLookup(Node node, Value table) {
    return node.operator() == Operator.GATHER
        && node.integer("axis", 0) == 0
        && node.inputs().get(0).equals(table);
  }

  private static void look(Node node, Optional<Value> scales, GraphCopy copy) {
    Value ids = copy.copy(node.inputs().get(1));
    Value table = copy.copy(node.inputs().get(0));
    Value stored = copy.add(node.name() + "/stored", Operator.GATHER, List.of(table, ids));
    Value floats;
    if (scales.isPresent()) {
      Value cells = toFloat(node.name() + "/Cast", stored, copy);
      Value half = copy.add(node.name() + "/scale", Operator.GATHER, List.of(scales.get(), ids));
      Value scale = toFloat(node.name() + "/scale/Cast", half, copy);
      floats = copy.add(node.name(), Operator.MUL, List.of(cells, scale));
    } else {
      floats = toFloat(node.name(), stored, copy);
    }
    copy.replace(node.outputs().get(0), floats);
  }

  private static Value toFloat(String name, Value value, GraphCopy copy) {
    return copy.add(
        name, Operator.CAST, List.of(value), Attribute.of("to", ElementType.FLOAT.code()));
  }
}
