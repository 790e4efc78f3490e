package dev.shopfuse.export.serving;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.layer.GraphConverter;
import dev.shopfuse.export.layer.GroupAttentionVertexConverter;
import dev.shopfuse.export.layer.GroupMeanVertexConverter;
import dev.shopfuse.export.layer.LayerConverters;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.model.FusedModel;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ONNX graph of a fused model for one user. Not thread-safe; makes one graph.
 *
 * <pre>
 * features of the user   [1], histories and lists [1, T]  -> lookup -> user [1, U] ---+
 * features of the items  [K], lists [K, M]                -> lookup -> item [1, K, I] +-> towers
 * features of the shops  [N], lists [N, M]                -> lookup -> shop [N, S] ---+
 * outputs: shop [N], item [K], or [N, K] where shops give to items
 * </pre>
 *
 * <p>Ids, categories and buckets are int64 rows of a table, numbers are float32. The user's part of
 * the first layers is computed once and broadcast over N and K. The item samples are one group: the
 * device sends visits only, so pooling is their plain mean, and the training graph's weights have
 * no place here. What no output needs, inputs included, is not in the graph.
 */
public final class ServingGraph {
  static final String TOWERS = "towers/";

  /** A protobuf message ends at 2 GiB; what is left is for the towers. */
  private static final long MAX_TABLE_BYTES = 2_000_000_000;

  private final FusedModel model;
  private final FeatureContract contract;
  private final GraphBuilder graph = new GraphBuilder("shopfuse");
  private final FeatureLookups lookups;

  private ServingGraph(ServedModel served) {
    this.model = served.model();
    this.contract = served.contract();
    this.lookups = new FeatureLookups(graph, contract, served.tables());
  }

  /** Returns what a model predicts: shops, and items if it has an item tower. */
  public static Set<Task> tasks(FusedModel model) {
    return model.config().hasItemTower() ? EnumSet.allOf(Task.class) : EnumSet.of(Task.SHOP);
  }

  /**
   * Returns the graph of a model.
   *
   * @param tasks the outputs wanted, some of {@link #tasks(FusedModel)}
   * @throws ExportException if the model does not predict a task, or its tables are too large for
   *     one file
   */
  public static OnnxGraph of(ServedModel served, Set<Task> tasks) {
    FusedModel model = served.model();
    if (tasks.isEmpty() || !tasks(model).containsAll(tasks)) {
      throw new ExportException(
          "The model predicts %s; asked for are %s.".formatted(tasks(model), tasks));
    }
    requireSize(served);
    ServingGraph serving = new ServingGraph(served);
    serving.build(tasks);
    return serving.graph.build();
  }

  private static void requireSize(ServedModel served) {
    long bytes = served.tables().values().stream().mapToLong(table -> table.bytes().size()).sum();
    if (bytes > MAX_TABLE_BYTES) {
      throw new ExportException(
          "The embedding tables take %d bytes; one ONNX file holds at most %d, use narrower ones."
              .formatted(bytes, MAX_TABLE_BYTES));
    }
  }

  private void build(Set<Task> tasks) {
    GraphConverter converter =
        new GraphConverter(
            model.towers(),
            LayerConverters.standard()
                .replacing(GroupMeanVertexConverter.equalWeights())
                .replacing(GroupAttentionVertexConverter.equalWeights()));
    List<Task> wanted = List.copyOf(new TreeSet<>(tasks));
    List<Value> predictions =
        converter.convert(graph, TOWERS, inputs(), wanted.stream().map(Task::vertex).toList());
    for (int i = 0; i < wanted.size(); i++) {
      graph.output(output(wanted.get(i), predictions.get(i)));
    }
  }

  private Map<String, Value> inputs() {
    Map<String, Value> inputs = new HashMap<>();
    inputs.put("user", lookups.rows(Side.USER, Dimension.of(1)));
    inputs.put("shop", lookups.rows(Side.SHOP, FeatureLookups.CANDIDATES));
    if (model.config().hasItemTower()) {
      Value samples = lookups.rows(Side.ITEM, Dimension.of("K"));
      Value axis = graph.initializer(TOWERS + "item/axis", Tensor.vector(0));
      inputs.put(
          "item", graph.add(TOWERS + "item/Unsqueeze", Operator.UNSQUEEZE, List.of(samples, axis)));
    }
    if (model.config().model().matchCounts()) {
      boolean samples = model.config().hasItemTower();
      inputs.put("match", new MatchNodes(graph, contract, lookups, samples).add());
    }
    return inputs;
  }

  /** Drops the axes of length 1 from a prediction: shop [N, 1], item [1, K, 1] or [N, K, 1]. */
  private Value output(Task task, Value prediction) {
    boolean ofOneUser = task == Task.ITEM && prediction.shape().dimension(0).is(1);
    Tensor axes = ofOneUser ? Tensor.vector(0, 2) : Tensor.vector(prediction.shape().rank() - 1L);
    Value dropped = graph.initializer(task.output() + "/axes", axes);
    return graph.add(task.output(), Operator.SQUEEZE, List.of(prediction, dropped));
  }
}
