package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;

/** Writes a row of a table for each time step: ids [N, T] or [N, 1, T], output [N, H, T]. */
final class EmbeddingSequenceLayerConverter implements LayerConverter<EmbeddingSequenceLayer> {
  @Override
  public Class<EmbeddingSequenceLayer> layer() {
    return EmbeddingSequenceLayer.class;
  }

  @Override
  public String limits() {
    return "ids are not checked: ONNX takes negative ones from the end";
  }

  @Override
  public Value convert(LayerSite<EmbeddingSequenceLayer> site) {
    EmbeddingSequenceLayer layer = site.layer();
    Value ids =
        site.input().shape().rank() == 3 ? Rearrange.squeeze(site, site.input(), 1) : site.input();
    Value rows = Embeddings.rows(site, layer, layer.hasBias(), ids);
    boolean isLast = layer.getOutputFormat() == RNNFormat.NWC;
    Value series = isLast ? rows : Rearrange.transpose(site, rows, 0, 2, 1);
    Value activated = Activations.apply(layer.getActivationFn(), site, series);
    return Masks.keepSteps(site, activated, site.mask(), isLast);
  }
}
