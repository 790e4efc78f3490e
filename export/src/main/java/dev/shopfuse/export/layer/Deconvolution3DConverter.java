package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes a transposed convolution over volumes; weight W [kD, kH, kW, M, C]. */
final class Deconvolution3DConverter implements LayerConverter<Deconvolution3D> {
  @Override
  public Class<Deconvolution3D> layer() {
    return Deconvolution3D.class;
  }

  @Override
  public String limits() {
    return "in mode Same, no stride longer than the kernel";
  }

  @Override
  public Value convert(LayerSite<Deconvolution3D> site) {
    boolean isLast = site.layer().getDataFormat() == Convolution3D.DataFormat.NDHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    INDArray weight = site.array(ConvolutionParamInitializer.WEIGHT_KEY).permute(4, 3, 0, 1, 2);
    Value output =
        Convolutions.transposed(
            site, input, Convolutions.window(site.layer()), site.constant("W", weight));
    return Convolutions.activate(site, output, isLast);
  }
}
