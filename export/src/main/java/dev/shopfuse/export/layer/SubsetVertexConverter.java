package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;

/**
 * Writes features {@code from} to {@code to}, both included: H to {@code to - from + 1} of them.
 */
final class SubsetVertexConverter implements LayerConverter<SubsetVertex> {
  @Override
  public Class<SubsetVertex> layer() {
    return SubsetVertex.class;
  }

  @Override
  public Value convert(LayerSite<SubsetVertex> site) {
    SubsetVertex subset = site.layer();
    int axis = site.featureAxis(site.input());
    return Rearrange.slice(site, site.input(), axis, subset.getFrom(), subset.getTo() + 1L);
  }
}
