package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.params.DepthwiseConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes one convolution a channel: input [N, C, H, W], weight W [kH, kW, C, D]; D outputs each.
 */
final class DepthwiseConvolution2DConverter implements LayerConverter<DepthwiseConvolution2D> {
  @Override
  public Class<DepthwiseConvolution2D> layer() {
    return DepthwiseConvolution2D.class;
  }

  @Override
  public Value convert(LayerSite<DepthwiseConvolution2D> site) {
    boolean isLast = Convolutions.isLast(site.layer());
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    INDArray weight = site.array(DepthwiseConvolutionParamInitializer.WEIGHT_KEY);
    long channels = weight.size(2);
    Value kernel =
        site.constant(
            "W",
            weight.permute(2, 3, 0, 1),
            channels * weight.size(3),
            1,
            weight.size(0),
            weight.size(1));
    Value output =
        Convolutions.apply(site, input, Convolutions.window(site.layer()), kernel, channels);
    return Convolutions.activate(site, output, isLast);
  }
}
