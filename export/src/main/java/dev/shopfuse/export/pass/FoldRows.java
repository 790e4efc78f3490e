package dev.shopfuse.export.pass;

import com.google.protobuf.ByteString;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes at export what depends on some inputs alone, for every row that these inputs can have,
 * and looks it up by the number of the row: inputs [N, ..] become one input [N].
 *
 * @param rowInput the name of the new input
 * @param columns the rows [R, ..] of the inputs that are folded, by the name of the input
 * @param kept those of them that stay inputs, for what is not computed here
 * @param prefix precedes the names of the tables that are made
 */
public record FoldRows(
    String rowInput, Map<String, Tensor> columns, Set<String> kept, String prefix)
    implements GraphPass {
  private static final long ROWS_AT_ONCE = 1_000;

  public FoldRows {
    columns = Map.copyOf(columns);
    kept = Set.copyOf(kept);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("There is no input to fold.");
    }
  }

  @Override
  public String name() {
    return "fold_rows";
  }

  @Override
  public OnnxGraph apply(OnnxGraph graph) {
    Set<Value> inputs = new HashSet<>();
    graph.inputs().stream().filter(each -> columns.containsKey(each.name())).forEach(inputs::add);
    if (inputs.isEmpty()) {
      return graph;
    }
    List<Node> foldable = foldable(graph, inputs);
    Map<Value, Tensor> tables = compute(graph, inputs, foldable);
    GraphCopy copy = new GraphCopy(graph);
    graph.inputs().stream()
        .filter(each -> !inputs.contains(each) || kept.contains(each.name()))
        .forEach(copy::input);
    Dimension rows = inputs.iterator().next().shape().dimension(0);
    Value row = copy.builder().input(rowInput, ElementType.INT64, Shape.of(rows));
    graph.initializers().forEach(copy::constant);
    Set<String> names = new HashSet<>();
    graph.initializers().keySet().forEach(each -> names.add(each.name()));
    for (Map.Entry<Value, Tensor> table : tables.entrySet()) {
      String name = table.getKey().name();
      Value constant = copy.builder().initializer(free(name, names), table.getValue());
      copy.replace(
          table.getKey(), copy.add(name + "/row", Operator.GATHER, List.of(constant, row)));
    }
    Set<Node> folded = new HashSet<>(foldable);
    graph.nodes().stream().filter(node -> !folded.contains(node)).forEach(copy::node);
    return copy.build();
  }

  /** Returns a name for the table of a value, and takes it. */
  private String free(String value, Set<String> taken) {
    String name = prefix + layer(value);
    if (taken.contains(name)) {
      name = prefix + value;
    }
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  /** The nodes that read folded inputs and constants alone, and give rows of a fixed width. */
  private static List<Node> foldable(OnnxGraph graph, Set<Value> inputs) {
    Set<Value> known = new HashSet<>(inputs);
    Set<Value> constant = new HashSet<>(graph.initializers().keySet());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean all =
          node.inputs().stream().allMatch(each -> known.contains(each) || constant.contains(each));
      if (!all) {
        continue;
      }
      if (constant.containsAll(node.inputs())) {
        constant.addAll(node.outputs());
      } else {
        nodes.add(node);
        known.addAll(node.outputs());
      }
    }
    Dimension rows = inputs.iterator().next().shape().dimension(0);
    while (nodes.removeAll(misshapen(graph, nodes, rows))) {
      // What such a node needs is now looked up, and it is computed on the device.
    }
    return nodes;
  }

  /** The nodes whose results are needed elsewhere and are no rows of a table. */
  private static Set<Node> misshapen(OnnxGraph graph, List<Node> nodes, Dimension rows) {
    Set<Value> needed = needed(graph, new HashSet<>(nodes));
    Set<Node> found = new HashSet<>();
    for (Node node : nodes) {
      if (node.outputs().stream().anyMatch(each -> needed.contains(each) && !isTable(each, rows))) {
        found.add(node);
      }
    }
    return found;
  }

  private static boolean isTable(Value value, Dimension rows) {
    return value.element() == ElementType.FLOAT
        && value.shape().rank() == 2
        && value.shape().dimension(0).equals(rows)
        && GraphView.fixed(value.shape().last()).isPresent();
  }

  /** What nodes outside of the given ones, or the caller, read. */
  private static Set<Value> needed(OnnxGraph graph, Set<Node> nodes) {
    Set<Value> needed = new HashSet<>(graph.outputs());
    graph.nodes().stream()
        .filter(node -> !nodes.contains(node))
        .forEach(node -> needed.addAll(node.inputs()));
    return needed;
  }

  private Map<Value, Tensor> compute(OnnxGraph graph, Set<Value> inputs, List<Node> foldable) {
    Set<Value> needed = needed(graph, new HashSet<>(foldable));
    Map<Value, Tensor> tables = new LinkedHashMap<>();
    graph.inputs().stream()
        .filter(each -> inputs.contains(each) && needed.contains(each))
        .filter(each -> !kept.contains(each.name()))
        .forEach(each -> tables.put(each, column(each)));
    List<Value> wanted =
        foldable.stream()
            .flatMap(node -> node.outputs().stream())
            .filter(needed::contains)
            .toList();
    if (wanted.isEmpty()) {
      return tables;
    }
    List<ByteString> bytes = new ArrayList<>();
    wanted.forEach(each -> bytes.add(ByteString.EMPTY));
    try (Subgraph part = new Subgraph(graph, nodes(graph, foldable), wanted)) {
      long rows = columns.values().iterator().next().lengths().get(0);
      for (long from = 0; from < rows; from += ROWS_AT_ONCE) {
        List<Tensor> results = part.run(slice(inputs, from, Math.min(rows, from + ROWS_AT_ONCE)));
        for (int i = 0; i < results.size(); i++) {
          bytes.set(i, bytes.get(i).concat(results.get(i).bytes()));
        }
      }
      for (int i = 0; i < wanted.size(); i++) {
        long width = GraphView.fixed(wanted.get(i).shape().last()).orElseThrow();
        tables.put(
            wanted.get(i), new Tensor(ElementType.FLOAT, List.of(rows, width), bytes.get(i)));
      }
    }
    return tables;
  }

  /** Those nodes, and the ones that give the constants they read. */
  private static List<Node> nodes(OnnxGraph graph, List<Node> foldable) {
    Set<Node> chosen = new HashSet<>(foldable);
    Set<Value> constant = new HashSet<>(graph.initializers().keySet());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean known = constant.containsAll(node.inputs());
      if (known) {
        constant.addAll(node.outputs());
      }
      if (known || chosen.contains(node)) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private Map<String, Tensor> slice(Set<Value> inputs, long from, long to) {
    Map<String, Tensor> slices = new LinkedHashMap<>();
    inputs.forEach(input -> slices.put(input.name(), column(input).rows(from, to)));
    return slices;
  }

  private Tensor column(Value input) {
    Tensor column = columns.get(input.name());
    if (column == null || column.type() != input.element()) {
      throw new IllegalArgumentException("Input %s has no rows of its type.".formatted(input));
    }
    return column;
  }

  /** The last name of a path but the operator's: that of the layer. */
  private static String layer(String name) {
    String[] path = name.split("/", -1);
    return path.length < 2 ? name : path[path.length - 2];
  }
}
