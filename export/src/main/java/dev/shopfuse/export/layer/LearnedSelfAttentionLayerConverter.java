package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;

/** Writes the attention of learned queries Q [1, F, n] on all steps: [N, F, T] to [N, O, n]. */
final class LearnedSelfAttentionLayerConverter
    implements LayerConverter<LearnedSelfAttentionLayer> {
  @Override
  public Class<LearnedSelfAttentionLayer> layer() {
    return LearnedSelfAttentionLayer.class;
  }

  @Override
  public String limits() {
    return "proven against ND4J, since DL4J 1.0.0-M2.1 itself cannot run it";
  }

  @Override
  public Value convert(LayerSite<LearnedSelfAttentionLayer> site) {
    site.giveMask(Optional.empty());
    Value input = site.input();
    Value queries = site.constant("Q", site.array("Q"));
    return site.layer().isProjectInput()
        ? Attention.apply(
            site, List.of(queries, input, input), Attention.projections(site), site.mask())
        : Attention.apply(site, queries, input, input, site.mask());
  }
}
