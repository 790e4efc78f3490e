package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Writes {@code input W + b}: input [.., I], weight W [I, H], bias b [H], output [.., H]. */
final class Affine {
  private Affine() {}

  static Value apply(LayerSite<?> site, FeedForwardLayer layer, boolean hasBias) {
    return apply(site, site.input(), layer, hasBias);
  }

  static Value apply(LayerSite<?> site, Value input, FeedForwardLayer layer, boolean hasBias) {
    long outputs = layer.getNOut();
    Value weight = site.parameter(DefaultParamInitializer.WEIGHT_KEY, layer.getNIn(), outputs);
    if (!hasBias) {
      return site.add(Operator.MATMUL, List.of(input, weight));
    }
    Value bias = site.parameter(DefaultParamInitializer.BIAS_KEY, outputs);
    if (input.shape().rank() == 2) {
      return site.add(Operator.GEMM, List.of(input, weight, bias));
    }
    Value product = site.add(Operator.MATMUL, List.of(input, weight));
    return site.add(Operator.ADD, List.of(product, bias));
  }
}
