package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;

/** Writes pictures [N, C, H, W] without their first row and column. */
final class PoolHelperVertexConverter implements LayerConverter<PoolHelperVertex> {
  @Override
  public Class<PoolHelperVertex> layer() {
    return PoolHelperVertex.class;
  }

  @Override
  public Value convert(LayerSite<PoolHelperVertex> site) {
    return Spatial.crop(site, site.input(), 1, 0, 1, 0);
  }
}
