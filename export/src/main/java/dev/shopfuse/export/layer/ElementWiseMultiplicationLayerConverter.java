package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Writes {@code activation(input * W + b)}, element by element: input [.., H], W [H], b [H]. */
final class ElementWiseMultiplicationLayerConverter
    implements LayerConverter<ElementWiseMultiplicationLayer> {
  @Override
  public Class<ElementWiseMultiplicationLayer> layer() {
    return ElementWiseMultiplicationLayer.class;
  }

  @Override
  public Value convert(LayerSite<ElementWiseMultiplicationLayer> site) {
    long width = site.layer().getNOut();
    Value weight = site.parameter(DefaultParamInitializer.WEIGHT_KEY, width);
    Value bias = site.parameter(DefaultParamInitializer.BIAS_KEY, width);
    Value product = site.add(Operator.MUL, List.of(site.input(), weight));
    Value sum = site.add(Operator.ADD, List.of(product, bias));
    return Masks.keepRows(
        site, Activations.apply(site.layer().getActivationFn(), site, sum), site.mask());
  }
}
