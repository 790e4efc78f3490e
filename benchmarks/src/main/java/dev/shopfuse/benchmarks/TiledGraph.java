package dev.shopfuse.benchmarks;

import dev.shopfuse.export.layer.GraphConverter;
import dev.shopfuse.export.layer.GroupMeanVertexConverter;
import dev.shopfuse.export.layer.LayerConverters;
import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.model.FusedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plain export of a fused model: N rows of everything, as any exporter would write a network
 * whose example is one user with one shop. Whoever calls it tiles the user's features and item
 * samples over the candidates. Not thread-safe; makes one graph.
 */
final class TiledGraph {
  private static final Dimension ROWS = Dimension.of("N");

  private final FusedModel model;
  private final GraphBuilder graph = new GraphBuilder("tiled");
  private final Map<String, Value> tables = new HashMap<>();

  private TiledGraph(FusedModel model) {
    this.model = model;
  }

  /**
   * Returns the graph of a model without match counts whose features are ids, categories and full
   * histories.
   */
  static OnnxGraph of(FusedModel model) {
    return new TiledGraph(model).build();
  }

  private OnnxGraph build() {
    Map<String, Value> inputs = new HashMap<>();
    for (Side side : Side.values()) {
      inputs.put(side.key(), rows(side));
    }
    GraphConverter converter =
        new GraphConverter(
            model.towers(),
            LayerConverters.standard().replacing(GroupMeanVertexConverter.equalWeights()));
    Value prediction =
        converter.convert(graph, "towers/", inputs, List.of("shop_prediction")).get(0);
    Value last = graph.initializer("last", Tensor.vector(1));
    graph.output(graph.add("shop", Operator.SQUEEZE, List.of(prediction, last)));
    return graph.build();
  }

  private Value rows(Side side) {
    Shape ids = side == Side.ITEM ? Shape.of(ROWS, Dimension.of("K")) : Shape.of(ROWS);
    List<Value> columns = new ArrayList<>();
    for (Feature feature : model.contract().features(side)) {
      columns.add(feature.isSequence() ? history(feature) : lookup(feature, ids));
    }
    return graph.add(
        side.key() + "/Concat", Operator.CONCAT, columns, Attribute.of("axis", ids.rank()));
  }

  private Value lookup(Feature feature, Shape shape) {
    Value ids = graph.input(feature.name(), ElementType.INT64, shape);
    return graph.add(feature.name() + "/Gather", Operator.GATHER, List.of(table(feature), ids));
  }

  private Value history(Feature feature) {
    Value rows = lookup(feature, Shape.of(ROWS, Dimension.of(feature.name() + "_length")));
    return graph.add(
        feature.name() + "/mean",
        Operator.REDUCE_MEAN,
        rows,
        Attribute.ofAll("axes", 1),
        Attribute.of("keepdims", 0));
  }

  private Value table(Feature feature) {
    return tables.computeIfAbsent(
        String.valueOf(feature.table()),
        name ->
            graph.initializer(
                "Table/" + name,
                Tensor.ofFloats(
                    model.table(name).weights(),
                    model.table(name).rows(),
                    model.table(name).width())));
  }
}
