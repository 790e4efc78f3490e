package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Writes layers that lengthen or shorten the axes after the second: values [N, C, ..]. */
final class Spatial {
  private Spatial() {}

  /** Repeats each element; one size for each axis after the second. */
  static Value upsample(LayerSite<?> site, Value value, int... sizes) {
    float[] scales = new float[value.shape().rank()];
    Arrays.fill(scales, 1);
    for (int axis = 2; axis < scales.length; axis++) {
      scales[axis] = sizes[axis - 2];
    }
    return site.add(
        Operator.RESIZE,
        List.of(value, Value.ABSENT, site.floats("scales", scales)),
        Attribute.of("mode", "nearest"),
        Attribute.of("coordinate_transformation_mode", "asymmetric"),
        Attribute.of("nearest_mode", "floor"));
  }

  /** Adds zeros: before and after the third axis, before and after the fourth, and so on. */
  static Value pad(LayerSite<?> site, Value value, int... padding) {
    int rank = value.shape().rank();
    long[] pads = new long[2 * rank];
    for (int axis = 2; axis < rank; axis++) {
      pads[axis] = padding[2 * (axis - 2)];
      pads[axis + rank] = padding[2 * (axis - 2) + 1];
    }
    return site.add(Operator.PAD, List.of(value, site.vector("pads", pads)));
  }

  /** Takes elements away, in the order of {@link #pad}. */
  static Value crop(LayerSite<?> site, Value value, int... cropping) {
    int axes = value.shape().rank() - 2;
    long[] from = new long[axes];
    long[] end = new long[axes];
    for (int axis = 0; axis < axes; axis++) {
      from[axis] = cropping[2 * axis];
      int after = cropping[2 * axis + 1];
      end[axis] = after == 0 ? Long.MAX_VALUE : -after;
    }
    return site.add(
        Operator.SLICE,
        List.of(
            value,
            site.vector("from", from),
            site.vector("end", end),
            site.vector("axes", LongStream.range(2, axes + 2L).toArray())));
  }
}
