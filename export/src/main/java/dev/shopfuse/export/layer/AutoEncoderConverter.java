package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;

/** Writes the encoding half {@code activation(input W + b)}: input [N, I], W [I, H], b [H]. */
final class AutoEncoderConverter implements LayerConverter<AutoEncoder> {
  @Override
  public Class<AutoEncoder> layer() {
    return AutoEncoder.class;
  }

  @Override
  public String limits() {
    return "the encoder";
  }

  @Override
  public Value convert(LayerSite<AutoEncoder> site) {
    Value affine = Affine.apply(site, site.layer(), true);
    return Activations.apply(site.layer().getActivationFn(), site, affine);
  }
}
