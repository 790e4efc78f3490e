package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;

/** Writes a time series [N, C, T] without its first and last steps. */
final class Cropping1DConverter implements LayerConverter<Cropping1D> {
  @Override
  public Class<Cropping1D> layer() {
    return Cropping1D.class;
  }

  @Override
  public Value convert(LayerSite<Cropping1D> site) {
    return Spatial.crop(site, site.input(), site.layer().getCropping());
  }
}
