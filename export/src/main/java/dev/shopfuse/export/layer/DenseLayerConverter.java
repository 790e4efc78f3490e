package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/**
 * Writes {@code activation(input W + b)}: input [.., I], weight W [I, H], bias b [H]; with layer
 * normalisation {@code activation(normalised(input W) g + b)}, gain g [H].
 */
final class DenseLayerConverter implements LayerConverter<DenseLayer> {
  @Override
  public Class<DenseLayer> layer() {
    return DenseLayer.class;
  }

  @Override
  public Value convert(LayerSite<DenseLayer> site) {
    DenseLayer layer = site.layer();
    Value affine =
        layer.hasLayerNorm() ? normalised(site) : Affine.apply(site, layer, layer.hasBias());
    Value activated = Activations.apply(layer.getActivationFn(), site, affine);
    return Masks.keepRows(site, activated, site.mask());
  }

  private static Value normalised(LayerSite<DenseLayer> site) {
    long outputs = site.layer().getNOut();
    Value product = Affine.apply(site, site.layer(), false);
    Value gain = site.parameter(DefaultParamInitializer.GAIN_KEY, outputs);
    Optional<Value> bias =
        site.layer().hasBias()
            ? Optional.of(site.parameter(DefaultParamInitializer.BIAS_KEY, outputs))
            : Optional.empty();
    return LayerNormalizations.apply(site, product, gain, bias);
  }
}
