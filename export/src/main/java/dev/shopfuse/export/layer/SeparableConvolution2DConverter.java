package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes a convolution a channel, then one over channels: input [N, C, H, W], weights W [D, C, kH,
 * kW] and pW [M, C * D, 1, 1].
 */
final class SeparableConvolution2DConverter implements LayerConverter<SeparableConvolution2D> {
  @Override
  public Class<SeparableConvolution2D> layer() {
    return SeparableConvolution2D.class;
  }

  @Override
  public Value convert(LayerSite<SeparableConvolution2D> site) {
    boolean isLast = Convolutions.isLast(site.layer());
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    INDArray depth = site.array(SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY);
    long channels = depth.size(1);
    Value kernel =
        site.constant(
            "W",
            depth.permute(1, 0, 2, 3),
            channels * depth.size(0),
            1,
            depth.size(2),
            depth.size(3));
    Value channelwise =
        site.add(
            Operator.CONV,
            List.of(input, kernel),
            Convolutions.window(site.layer())
                .dilated(site, input, Attribute.of("group", channels)));
    Value points =
        site.constant("pW", site.array(SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY));
    Value output =
        site.add(
            Operator.CONV,
            Convolutions.withBias(site, channelwise, points),
            Attribute.ofAll("kernel_shape", 1, 1));
    return Convolutions.activate(site, output, isLast);
  }
}
