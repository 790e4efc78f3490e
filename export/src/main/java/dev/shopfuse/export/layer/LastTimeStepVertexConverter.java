package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;

/** Writes the last step that counts by the mask of a network input: [N, H, T] to [N, H]. */
final class LastTimeStepVertexConverter implements LayerConverter<LastTimeStepVertex> {
  @Override
  public Class<LastTimeStepVertex> layer() {
    return LastTimeStepVertex.class;
  }

  @Override
  public Value convert(LayerSite<LastTimeStepVertex> site) {
    site.giveMask(Optional.empty());
    Signal masked = site.networkInput(site.layer().getMaskArrayInputName());
    return LastSteps.of(site, site.input(), masked.mask(), false);
  }
}
