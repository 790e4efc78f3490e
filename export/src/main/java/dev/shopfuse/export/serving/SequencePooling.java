package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.sdk.feature.IndexEncoding;
import java.util.List;

/**
 * Adds the mean of looked up rows, or their attention on a learned query: table [V, E], ids [R, T],
 * query [1, E], output [R, E].
 *
 * <p>Ids of the row "none" are padding and do not count; if there are no others, the row "none"
 * itself is the output. The same formula trains the model, so padding never changes a score.
 */
final class SequencePooling {
  /** Far below every score, so that the softmax gives nothing to padding. */
  private static final float NEVER = -1e30f;

  private final GraphBuilder graph;

  SequencePooling(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Adds attention: the sum of rows weighed by the softmax of their product with the query. */
  Value addAttention(String name, Value table, Value ids, Tensor query) {
    Value mask = mask(name, ids);
    Value vectors = graph.add(name + "/Gather", Operator.GATHER, List.of(table, ids));
    Value axis = graph.initializer(name + "/axis", Tensor.vector(1));
    Value shares = shares(name, mask, vectors, graph.initializer(name + "/query", query));
    Value pooled = sum(name, shares, vectors, axis);
    Value count = graph.add(name + "/count", Operator.REDUCE_SUM, List.of(mask, axis));
    return orNone(name, table, count, pooled);
  }

  /** The softmax [R, T] of what counts; without anything that counts its values do not matter. */
  private Value shares(String name, Value mask, Value vectors, Value query) {
    Value last = graph.initializer(name + "/last", Tensor.vector(2));
    Value products = graph.add(name + "/products", Operator.MUL, List.of(vectors, query));
    Value scores =
        graph.add(
            name + "/scores",
            Operator.REDUCE_SUM,
            List.of(products, last),
            Attribute.of("keepdims", 0));
    Value none = graph.initializer(name + "/nothing", Tensor.scalar(0f));
    Value counts = graph.add(name + "/counts", Operator.GREATER, List.of(mask, none));
    Value never = graph.initializer(name + "/never", Tensor.scalar(NEVER));
    Value masked = graph.add(name + "/masked", Operator.WHERE, List.of(counts, scores, never));
    return graph.add(name + "/Softmax", Operator.SOFTMAX, masked, Attribute.of("axis", 1));
  }

  /** Adds the mean. */
  Value add(String name, Value table, Value ids) {
    Value mask = mask(name, ids);
    Value vectors = graph.add(name + "/Gather", Operator.GATHER, List.of(table, ids));
    Value axis = graph.initializer(name + "/axis", Tensor.vector(1));
    Value sum = sum(name, mask, vectors, axis);
    Value count = graph.add(name + "/count", Operator.REDUCE_SUM, List.of(mask, axis));
    Value one = graph.initializer(name + "/one", Tensor.scalar(1f));
    Value divisor = graph.add(name + "/Max", Operator.MAX, List.of(count, one));
    Value mean = graph.add(name + "/mean", Operator.DIV, List.of(sum, divisor));
    return orNone(name, table, count, mean);
  }

  /** 1 where an id counts, 0 where it is padding: [R, T]. */
  private Value mask(String name, Value ids) {
    Value none = graph.initializer(name + "/none_id", Tensor.scalar((long) IndexEncoding.NONE_ROW));
    Value padding = graph.add(name + "/Equal", Operator.EQUAL, List.of(ids, none));
    Value counts = graph.add(name + "/Not", Operator.NOT, padding);
    Attribute type = Attribute.of("to", ElementType.FLOAT.code());
    return graph.add(name + "/Cast", Operator.CAST, counts, type);
  }

  /** The sum of the vectors [R, T, E] that count, as a product: half the time of a masked sum. */
  private Value sum(String name, Value mask, Value vectors, Value axis) {
    Value row = graph.add(name + "/Unsqueeze", Operator.UNSQUEEZE, List.of(mask, axis));
    Value product = graph.add(name + "/MatMul", Operator.MATMUL, List.of(row, vectors));
    return graph.add(name + "/Squeeze", Operator.SQUEEZE, List.of(product, axis));
  }

  private Value orNone(String name, Value table, Value count, Value mean) {
    Value id = graph.initializer(name + "/none_ids", Tensor.vector(IndexEncoding.NONE_ROW));
    Value none = graph.add(name + "/none", Operator.GATHER, List.of(table, id));
    Value zero = graph.initializer(name + "/zero", Tensor.scalar(0f));
    Value any = graph.add(name + "/Greater", Operator.GREATER, List.of(count, zero));
    return graph.add(name + "/Where", Operator.WHERE, List.of(any, mean, none));
  }
}
