package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * A window that moves over the axes after the second. Its arrays are never changed.
 *
 * @param kernel its lengths
 * @param stride how far it moves
 * @param padding how many zeros stand before and after each axis; only some modes look at it
 * @param dilation how far its elements are apart
 * @param mode how the ends are treated
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Window(int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode) {
  /** Returns the window over the first axes. */
  Window first(int axes) {
    return new Window(
        Arrays.copyOf(kernel, axes),
        Arrays.copyOf(stride, axes),
        Arrays.copyOf(padding, axes),
        Arrays.copyOf(dilation, axes),
        mode);
  }

  /** Returns the attributes that say how it moves, but for the dilation. */
  List<Attribute> attributes(LayerSite<?> site, Value input) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(ints("kernel_shape", kernel));
    attributes.add(ints("strides", stride));
    boolean depends = false;
    for (int axis = 0; axis < kernel.length; axis++) {
      boolean isKnown = input.shape().dimension(axis + 2) instanceof Dimension.Fixed;
      depends |= !isKnown && reach(axis) > 1;
    }
    attributes.add(
        mode == ConvolutionMode.Same && depends
            ? Attribute.of("auto_pad", "SAME_UPPER")
            : Attribute.ofAll("pads", pads(site, input.shape())));
    return attributes;
  }

  /** Returns the attributes with the dilation, unless it is 1 everywhere. */
  Attribute[] dilated(LayerSite<?> site, Value input, Attribute... more) {
    List<Attribute> attributes = attributes(site, input);
    if (isDilated()) {
      attributes.add(ints("dilations", dilation));
    }
    attributes.addAll(List.of(more));
    return attributes.toArray(new Attribute[0]);
  }

  boolean isDilated() {
    return Arrays.stream(dilation).anyMatch(each -> each != 1);
  }

  int reach(int axis) {
    return (kernel[axis] - 1) * dilation[axis] + 1;
  }

  private long[] pads(LayerSite<?> site, Shape input) {
    int axes = kernel.length;
    long[] pads = new long[2 * axes];
    for (int axis = 0; axis < axes; axis++) {
      switch (mode) {
        case Strict, Truncate -> {
          pads[axis] = padding[axis];
          pads[axis + axes] = padding[axis];
        }
        case Causal -> pads[axis] = reach(axis) - 1L;
        case Same -> {
          long total =
              input.dimension(axis + 2) instanceof Dimension.Fixed length
                  ? sameTotal(axis, length.length())
                  : 0;
          if (total < -1) {
            throw site.unsupported(
                "a stride of %d over a kernel of %d skips elements, which depends on the padding"
                    .formatted(stride[axis], kernel[axis]));
          }
          pads[axis] = Math.max(0, total) / 2;
          pads[axis + axes] = Math.max(0, total) - pads[axis];
        }
      }
    }
    return pads;
  }

  /** In mode Same, every stride gives one output: what must be added for that. */
  private long sameTotal(int axis, long length) {
    long outputs = (length + stride[axis] - 1) / stride[axis];
    return (outputs - 1) * stride[axis] + reach(axis) - length;
  }

  static Attribute ints(String name, int[] values) {
    return Attribute.ofAll(name, Arrays.stream(values).asLongStream().toArray());
  }
}
