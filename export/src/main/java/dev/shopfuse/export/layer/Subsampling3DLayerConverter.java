package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;

/** Writes maximum or average of windows over volumes: input [N, C, D, H, W] or [N, D, H, W, C]. */
final class Subsampling3DLayerConverter implements LayerConverter<Subsampling3DLayer> {
  @Override
  public Class<Subsampling3DLayer> layer() {
    return Subsampling3DLayer.class;
  }

  @Override
  public String limits() {
    return "dilation for the maximum only";
  }

  @Override
  public Value convert(LayerSite<Subsampling3DLayer> site) {
    Subsampling3DLayer layer = site.layer();
    boolean isLast = layer.getDataFormat() == Convolution3D.DataFormat.NDHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    Window window =
        new Window(
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getDilation(),
            layer.getConvolutionMode());
    Value output = Pooling.apply(site, input, window, layer.getPoolingType(), 0, false);
    return Rearrange.channelsLast(site, output, isLast);
  }
}
