package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;

/** Writes the repetition of time steps: [N, C, T] to [N, C, T * size]. */
final class Upsampling1DConverter implements LayerConverter<Upsampling1D> {
  @Override
  public Class<Upsampling1D> layer() {
    return Upsampling1D.class;
  }

  @Override
  public Value convert(LayerSite<Upsampling1D> site) {
    return Spatial.upsample(site, site.input(), site.layer().getSize()[0]);
  }
}
