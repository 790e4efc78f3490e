package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;

/** Writes the attention of each step on all steps: [N, F, T] to [N, O, T]. */
final class SelfAttentionLayerConverter implements LayerConverter<SelfAttentionLayer> {
  @Override
  public Class<SelfAttentionLayer> layer() {
    return SelfAttentionLayer.class;
  }

  @Override
  public Value convert(LayerSite<SelfAttentionLayer> site) {
    Value input = site.input();
    return site.layer().isProjectInput()
        ? Attention.apply(
            site, List.of(input, input, input), Attention.projections(site), site.mask())
        : Attention.apply(site, input, input, input, site.mask());
  }
}
