package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/** Writes the vertex inside: freezing is for training. */
final class FrozenVertexConverter implements LayerConverter<FrozenVertex> {
  @Override
  public Class<FrozenVertex> layer() {
    return FrozenVertex.class;
  }

  @Override
  public Value convert(LayerSite<FrozenVertex> site) {
    Object inside = site.layer().getUnderlying();
    Object description =
        inside instanceof LayerVertex layer ? layer.getLayerConf().getLayer() : inside;
    return site.pass(site.delegate("", description, site.signals(), ""));
  }
}
