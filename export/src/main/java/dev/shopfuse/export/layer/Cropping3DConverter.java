package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping3D;

/** Writes volumes [N, C, D, H, W] without their rims. */
final class Cropping3DConverter implements LayerConverter<Cropping3D> {
  @Override
  public Class<Cropping3D> layer() {
    return Cropping3D.class;
  }

  @Override
  public Value convert(LayerSite<Cropping3D> site) {
    return Spatial.crop(site, site.input(), site.layer().getCropping());
  }
}
