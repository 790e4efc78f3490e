package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupMeanVertex;
import java.util.List;

/**
 * Writes the weighted sum of the rows of each group: rows [C*G, H] or [C, G, H], weights [C, G], to
 * [C, H].
 */
public final class GroupMeanVertexConverter implements LayerConverter<GroupMeanVertex> {
  private final boolean equalWeights;

  private GroupMeanVertexConverter(boolean equalWeights) {
    this.equalWeights = equalWeights;
  }

  /** Returns the converter that does what the vertex does. */
  public static GroupMeanVertexConverter weighted() {
    return new GroupMeanVertexConverter(false);
  }

  /**
   * Returns a converter for graphs in which every weight is known to be 1/G, such as those that get
   * no padding: the plain mean of rows [C, G, H]. It does not read the weights.
   */
  public static GroupMeanVertexConverter equalWeights() {
    return new GroupMeanVertexConverter(true);
  }

  @Override
  public Class<GroupMeanVertex> layer() {
    return GroupMeanVertex.class;
  }

  @Override
  public List<String> inputs(List<String> all) {
    return equalWeights ? all.subList(0, 1) : all;
  }

  @Override
  public Value convert(LayerSite<GroupMeanVertex> site) {
    return equalWeights ? mean(site) : weightedSum(site);
  }

  private static Value mean(LayerSite<GroupMeanVertex> site) {
    if (site.input().shape().rank() != 3) {
      throw site.unsupported("a plain mean needs rows in groups, not " + site.input());
    }
    return site.add(
        Operator.REDUCE_MEAN,
        site.input(),
        Attribute.ofAll("axes", 1),
        Attribute.of("keepdims", 0));
  }

  private static Value weightedSum(LayerSite<GroupMeanVertex> site) {
    Value weights = site.inputs().get(1);
    Value row = Groups.middleAxis(site, weights);
    Value sum = site.add(Operator.MATMUL, List.of(row, grouped(site, weights)));
    return site.add(Operator.SQUEEZE, List.of(sum, site.vector("axis", 1)));
  }

  private static Value grouped(LayerSite<GroupMeanVertex> site, Value weights) {
    Value rows = site.input();
    if (rows.shape().rank() == 3) {
      return rows;
    }
    Value groups = site.add(Operator.SHAPE, weights);
    Value width = site.vector("width", Groups.width(rows));
    Value shape = site.add(Operator.CONCAT, List.of(groups, width), Attribute.of("axis", 0));
    return site.add(Operator.RESHAPE, List.of(rows, shape));
  }
}
