package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Writes pooling of input [N, C, ..]. */
final class Pooling {
  private Pooling() {}

  static Value apply(
      LayerSite<?> site,
      Value input,
      Window window,
      PoolingType type,
      int norm,
      boolean countPadding) {
    if (type != PoolingType.MAX && window.isDilated()) {
      throw site.unsupported("only maximum pooling may be dilated, not " + type);
    }
    return switch (type) {
      case MAX -> site.add(Operator.MAX_POOL, input, window.dilated(site, input));
      case AVG ->
          site.add(
              Operator.AVERAGE_POOL,
              input,
              window.dilated(site, input, Attribute.of("count_include_pad", countPadding ? 1 : 0)));
      case PNORM ->
          site.add(Operator.LP_POOL, input, window.dilated(site, input, Attribute.of("p", norm)));
      case SUM -> throw site.unsupported("sum pooling over a window does not exist in DL4J either");
    };
  }

  static Window window(SubsamplingLayer layer) {
    return new Window(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode());
  }

  static Value apply(LayerSite<? extends SubsamplingLayer> site, Value input, Window window) {
    SubsamplingLayer layer = site.layer();
    return apply(
        site,
        input,
        window,
        layer.getPoolingType(),
        layer.getPnorm(),
        layer.isAvgPoolIncludePadInDivisor());
  }

  static boolean isLast(SubsamplingLayer layer) {
    return layer.getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }
}
