package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes DL4J's dot product attention: queries [N, F, Q], keys [N, F, T], values [N, V, T], output
 * [N, V, Q]; masked keys get no weight.
 */
final class Attention {
  private static final float MASKED = 1e9f;

  private Attention() {}

  /** Weights of several heads: query, key, value [heads, P, F], output [heads * P, O]. */
  record Projections(INDArray query, INDArray key, INDArray value, INDArray output) {}

  /** One head without projections. */
  static Value apply(
      LayerSite<?> site, Value queries, Value keys, Value values, Optional<Value> mask) {
    return dot(site, queries, keys, values, mask.map(steps -> Rearrange.unsqueeze(site, steps, 1)));
  }

  /** Several heads with projections; output [N, O, Q]. */
  static Value apply(
      LayerSite<?> site, List<Value> queriesKeysValues, Projections weights, Optional<Value> mask) {
    Value queries = heads(site, queriesKeysValues.get(0), "Wq", weights.query());
    Value keys = heads(site, queriesKeysValues.get(1), "Wk", weights.key());
    Value values = heads(site, queriesKeysValues.get(2), "Wv", weights.value());
    Value attended =
        dot(site, queries, keys, values, mask.map(steps -> Rearrange.unsqueeze(site, steps, 1, 2)));
    long width = weights.output().size(0);
    Value steps = Rearrange.transpose(site, attended, 0, 3, 1, 2);
    Value joined = Rearrange.reshape(site, steps, 0, 0, width);
    Value output = site.constant("Wo", weights.output());
    return Rearrange.transpose(site, site.add(Operator.MATMUL, List.of(joined, output)), 0, 2, 1);
  }

  /** Series [N, F, T] to heads [N, heads, P, T]. */
  private static Value heads(LayerSite<?> site, Value series, String key, INDArray weight) {
    Value oneAxisMore = Rearrange.unsqueeze(site, series, 1);
    return site.add(Operator.MATMUL, List.of(site.constant(key, weight), oneAxisMore));
  }

  private static Value dot(
      LayerSite<?> site, Value queries, Value keys, Value values, Optional<Value> mask) {
    int rank = queries.shape().rank();
    double width = (double) ((Dimension.Fixed) queries.shape().dimension(-2)).length();
    Value scaled =
        site.add(Operator.MUL, List.of(queries, site.scalar("scale", 1 / Math.sqrt(width))));
    Value scores = site.add(Operator.MATMUL, List.of(swapped(site, scaled, rank), keys));
    if (mask.isPresent()) {
      Value less = site.add(Operator.SUB, List.of(mask.get(), site.scalar("one", 1)));
      Value lowered = site.add(Operator.MUL, List.of(less, site.scalar("masked", MASKED)));
      scores = site.add(Operator.ADD, List.of(scores, lowered));
    }
    Value weights = site.add(Operator.SOFTMAX, scores, Attribute.of("axis", -1));
    return site.add(Operator.MATMUL, List.of(values, swapped(site, weights, rank)));
  }

  private static Value swapped(LayerSite<?> site, Value value, int rank) {
    return rank == 3
        ? Rearrange.transpose(site, value, 0, 2, 1)
        : Rearrange.transpose(site, value, 0, 1, 3, 2);
  }

  /** Returns the projections among the parameters of a layer. */
  static Projections projections(LayerSite<?> site) {
    return new Projections(site.array("Wq"), site.array("Wk"), site.array("Wv"), site.array("Wo"));
  }
}
