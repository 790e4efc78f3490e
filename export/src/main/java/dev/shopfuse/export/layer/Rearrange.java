package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Writes nodes that move elements and change none. */
final class Rearrange {
  private Rearrange() {}

  /** Reorders axes; nothing is written where the order is the same. */
  static Value transpose(LayerSite<?> site, Value value, long... order) {
    long[] same = LongStream.range(0, order.length).toArray();
    return Arrays.equals(order, same)
        ? value
        : site.add(Operator.TRANSPOSE, value, Attribute.ofAll("perm", order));
  }

  /** Moves features from the last axis to the second, if that is where they are. */
  static Value channelsFirst(LayerSite<?> site, Value value, boolean areLast) {
    int rank = value.shape().rank();
    if (!areLast || rank < 3) {
      return value;
    }
    long[] order = LongStream.range(0, rank).map(axis -> axis - 1).toArray();
    order[0] = 0;
    order[1] = rank - 1L;
    return transpose(site, value, order);
  }

  /** Moves features from the second axis to the last, if that is where they belong. */
  static Value channelsLast(LayerSite<?> site, Value value, boolean belongLast) {
    int rank = value.shape().rank();
    if (!belongLast || rank < 3) {
      return value;
    }
    long[] order = LongStream.range(0, rank).map(axis -> axis + 1).toArray();
    order[0] = 0;
    order[rank - 1] = 1;
    return transpose(site, value, order);
  }

  /** Gives a value a shape: 0 keeps the axis at this place, -1 takes what is left. */
  static Value reshape(LayerSite<?> site, Value value, long... lengths) {
    return site.add(Operator.RESHAPE, List.of(value, site.vector("shape", lengths)));
  }

  static Value squeeze(LayerSite<?> site, Value value, long... axes) {
    return site.add(Operator.SQUEEZE, List.of(value, site.vector("axes", axes)));
  }

  static Value unsqueeze(LayerSite<?> site, Value value, long... axes) {
    return site.add(Operator.UNSQUEEZE, List.of(value, site.vector("axes", axes)));
  }

  /** Takes elements {@code from} to {@code end}, the latter excluded, of one axis. */
  static Value slice(LayerSite<?> site, Value value, long axis, long from, long end) {
    return site.add(
        Operator.SLICE,
        List.of(
            value, site.vector("from", from), site.vector("end", end), site.vector("axis", axis)));
  }

  /** Turns the order of an axis round. */
  static Value reverse(LayerSite<?> site, Value value, long axis) {
    return site.add(
        Operator.SLICE,
        List.of(
            value,
            site.vector("from", -1),
            site.vector("end", -Long.MAX_VALUE),
            site.vector("axis", axis),
            site.vector("step", -1)));
  }
}
