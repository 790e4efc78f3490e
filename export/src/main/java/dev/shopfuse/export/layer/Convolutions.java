package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes convolutions of input [N, C, ..]. */
final class Convolutions {
  private Convolutions() {}

  /** Weight [M, C / group, ..], bias [M] if there is one; output [N, M, ..]. */
  static Value apply(
      LayerSite<? extends ConvolutionLayer> site,
      Value input,
      Window window,
      Value weight,
      long group) {
    List<Value> inputs = withBias(site, input, weight);
    return site.add(
        Operator.CONV, inputs, window.dilated(site, input, Attribute.of("group", group)));
  }

  /** Weight [C, M, ..], bias [M] if there is one; output [N, M, ..]. */
  static Value transposed(
      LayerSite<? extends ConvolutionLayer> site, Value input, Window window, Value weight) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Window.ints("kernel_shape", window.kernel()));
    attributes.add(Window.ints("strides", window.stride()));
    attributes.add(Window.ints("dilations", window.dilation()));
    attributes.add(Attribute.ofAll("pads", transposedPads(site, window)));
    return site.add(
        Operator.CONV_TRANSPOSE,
        withBias(site, input, weight),
        attributes.toArray(new Attribute[0]));
  }

  private static long[] transposedPads(LayerSite<?> site, Window window) {
    int axes = window.kernel().length;
    long[] pads = new long[2 * axes];
    for (int axis = 0; axis < axes; axis++) {
      if (window.mode() != ConvolutionMode.Same) {
        pads[axis] = window.padding()[axis];
        pads[axis + axes] = window.padding()[axis];
        continue;
      }
      long total = (long) window.reach(axis) - window.stride()[axis];
      if (total < 0) {
        throw site.unsupported("in mode Same, its stride is longer than its kernel");
      }
      pads[axis] = total / 2;
      pads[axis + axes] = total - total / 2;
    }
    return pads;
  }

  static Window window(ConvolutionLayer layer) {
    return new Window(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode());
  }

  static List<Value> withBias(
      LayerSite<? extends ConvolutionLayer> site, Value input, Value weight) {
    if (!site.layer().hasBias()) {
      return List.of(input, weight);
    }
    INDArray bias = site.array(ConvolutionParamInitializer.BIAS_KEY);
    return List.of(input, weight, site.constant("b", bias, bias.length()));
  }

  static boolean isLast(ConvolutionLayer layer) {
    return layer.getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }

  /** Finishes a layer: back to the axes of DL4J, then the activation function. */
  static Value activate(LayerSite<? extends ConvolutionLayer> site, Value output, boolean isLast) {
    Value inOrder = Rearrange.channelsLast(site, output, isLast);
    return Activations.apply(site.layer().getActivationFn(), site, inOrder);
  }
}
