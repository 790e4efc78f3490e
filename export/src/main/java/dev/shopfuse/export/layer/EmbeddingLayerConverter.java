package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;

/** Writes one row of a table for each example: ids [N, 1], output [N, H]. */
final class EmbeddingLayerConverter implements LayerConverter<EmbeddingLayer> {
  @Override
  public Class<EmbeddingLayer> layer() {
    return EmbeddingLayer.class;
  }

  @Override
  public String limits() {
    return "ids are not checked: ONNX takes negative ones from the end";
  }

  @Override
  public Value convert(LayerSite<EmbeddingLayer> site) {
    EmbeddingLayer layer = site.layer();
    Value ids = Rearrange.squeeze(site, site.input(), 1);
    Value rows = Embeddings.rows(site, layer, layer.hasBias(), ids);
    return Masks.keepRows(
        site, Activations.apply(layer.getActivationFn(), site, rows), site.mask());
  }
}
