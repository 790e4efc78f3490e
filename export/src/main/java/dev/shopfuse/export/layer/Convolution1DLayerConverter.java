package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes a convolution over time: input [N, C, T] or [N, T, C], weight W. */
final class Convolution1DLayerConverter implements LayerConverter<Convolution1DLayer> {
  @Override
  public Class<Convolution1DLayer> layer() {
    return Convolution1DLayer.class;
  }

  @Override
  public Value convert(LayerSite<Convolution1DLayer> site) {
    boolean isLast = site.layer().getRnnDataFormat() == RNNFormat.NWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    INDArray weight = site.array(ConvolutionParamInitializer.WEIGHT_KEY);
    Window window = Convolutions.window(site.layer()).first(1);
    // DL4J reads the numbers of its [M, C, k, 1] as [k, C, M].
    INDArray kernels =
        weight
            .dup('c')
            .reshape('c', weight.size(2), weight.size(1), weight.size(0))
            .permute(2, 1, 0);
    Value kernel = site.constant("W", kernels);
    Value output = Convolutions.apply(site, input, window, kernel, 1);
    site.giveMask(Masks.reduce(site, window));
    return Convolutions.activate(site, output, isLast);
  }
}
