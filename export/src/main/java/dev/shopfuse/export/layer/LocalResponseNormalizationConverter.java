package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;

/** Writes {@code x / (k + alpha sum(x^2))^beta} over n neighbouring channels of [N, C, H, W]. */
final class LocalResponseNormalizationConverter
    implements LayerConverter<LocalResponseNormalization> {
  @Override
  public Class<LocalResponseNormalization> layer() {
    return LocalResponseNormalization.class;
  }

  @Override
  public Value convert(LayerSite<LocalResponseNormalization> site) {
    LocalResponseNormalization layer = site.layer();
    boolean isLast = layer.getDataFormat() == CNN2DFormat.NHWC;
    // DL4J takes n / 2 channels on either side, which for an even n are n + 1 in all.
    long size = 2 * ((long) layer.getN() / 2) + 1;
    Value output =
        site.add(
            Operator.LRN,
            Rearrange.channelsFirst(site, site.input(), isLast),
            Attribute.of("size", size),
            Attribute.of("alpha", (float) (layer.getAlpha() * size)),
            Attribute.of("beta", (float) layer.getBeta()),
            Attribute.of("bias", (float) layer.getK()));
    return Rearrange.channelsLast(site, output, isLast);
  }
}
