package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupAttentionVertex;
import java.util.List;

/**
 * Writes attention of queries [C*N, A] on the rows of their group: keys [C*G, A] or [C, G, A],
 * values likewise with H, weights [C, G], to [C*N, H].
 */
public final class GroupAttentionVertexConverter implements LayerConverter<GroupAttentionVertex> {
  /** Far below every score, so that the softmax gives nothing to a row that does not count. */
  private static final double NEVER = -1e30;

  private final boolean everyRowCounts;

  private GroupAttentionVertexConverter(boolean everyRowCounts) {
    this.everyRowCounts = everyRowCounts;
  }

  /** Returns the converter that does what the vertex does. */
  public static GroupAttentionVertexConverter weighted() {
    return new GroupAttentionVertexConverter(false);
  }

  /**
   * Returns a converter for graphs in which every row is known to count, such as those that get no
   * padding, and whose rows are in groups [C, G, A]. It does not read the weights.
   */
  public static GroupAttentionVertexConverter equalWeights() {
    return new GroupAttentionVertexConverter(true);
  }

  @Override
  public Class<GroupAttentionVertex> layer() {
    return GroupAttentionVertex.class;
  }

  @Override
  public List<String> inputs(List<String> all) {
    return everyRowCounts ? all.subList(0, 3) : all;
  }

  @Override
  public Value convert(LayerSite<GroupAttentionVertex> site) {
    Value queries = site.inputs().get(0);
    Value keys = site.inputs().get(1);
    Value values = site.inputs().get(2);
    if (!everyRowCounts) {
      return weighted(site, queries, keys, values);
    }
    if (keys.shape().rank() != 3) {
      throw site.unsupported("attention on all rows needs rows in groups, not " + keys);
    }
    // One group has all queries; else each query is a group of its own.
    Value axis = site.vector("axis", keys.shape().dimension(0).is(1) ? 0 : 1);
    Value grouped = site.add(Operator.UNSQUEEZE, List.of(queries, axis));
    Value shares = site.add(Operator.SOFTMAX, scores(site, grouped, keys), lastAxis());
    return site.add(
        Operator.SQUEEZE, List.of(site.add(Operator.MATMUL, List.of(shares, values)), axis));
  }

  private static Value weighted(
      LayerSite<GroupAttentionVertex> site, Value queries, Value keys, Value values) {
    Value weights = site.inputs().get(3);
    Value zero = site.scalar("zero", 0);
    Value counts = Groups.middleAxis(site, site.add(Operator.GREATER, List.of(weights, zero)));
    Value scores = scores(site, grouped(site, queries, weights), grouped(site, keys, weights));
    Value masked = site.add(Operator.WHERE, List.of(counts, scores, site.scalar("never", NEVER)));
    Value shares = site.add(Operator.SOFTMAX, masked, lastAxis());
    Value float01 = site.add(Operator.CAST, counts, Attribute.of("to", ElementType.FLOAT.code()));
    Value counted = site.add(Operator.MUL, List.of(shares, float01));
    Value pooled = site.add(Operator.MATMUL, List.of(counted, grouped(site, values, weights)));
    Value shape = site.vector("shape", -1, Groups.width(values));
    return site.add(Operator.RESHAPE, List.of(pooled, shape));
  }

  /** Scores [C, N, G] = queries [C, N, A] times keys [C, G, A] / sqrt(A). */
  private static Value scores(LayerSite<GroupAttentionVertex> site, Value queries, Value keys) {
    Value turned = site.add(Operator.TRANSPOSE, keys, Attribute.ofAll("perm", 0, 2, 1));
    Value products = site.add(Operator.MATMUL, List.of(queries, turned));
    Value scale = site.scalar("scale", 1 / Math.sqrt((double) Groups.width(keys)));
    return site.add(Operator.MUL, List.of(products, scale));
  }

  private static Value grouped(LayerSite<GroupAttentionVertex> site, Value rows, Value weights) {
    return rows.shape().rank() == 3 ? rows : Groups.grouped(site, rows, weights);
  }

  private static Attribute lastAxis() {
    return Attribute.of("axis", -1);
  }
}
