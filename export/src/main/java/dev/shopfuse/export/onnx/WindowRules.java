package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shapes of operators that move a window over the axes after the second: [N, C, ..]. */
final class WindowRules {
  private WindowRules() {}

  /** Input [N, C, ..], weight [M, C / group, ..], optional bias [M]; output [N, M, ..]. */
  static List<TensorType> convolution(NodeView node) {
    Shape weight = node.shape(1);
    requireRank(node, weight);
    long group = node.integer("group", 1);
    Dimension channels = Lengths.product(List.of(weight.dimension(1), Dimension.of(group)));
    requireChannels(node, channels);
    return node.output(slide(node, lengths(weight)).with(1, weight.dimension(0)));
  }

  /** Input [N, C, ..], weight [C, M / group, ..], optional bias [M]; output [N, M, ..]. */
  static List<TensorType> transposedConvolution(NodeView node) {
    Shape weight = node.shape(1);
    requireRank(node, weight);
    requireChannels(node, weight.dimension(0));
    Shape shape = node.shape(0);
    List<Long> kernel = lengths(weight);
    for (int i = 0; i < kernel.size(); i++) {
      Window window = window(node, kernel, i);
      long added = window.reach() - window.padding() - window.stride();
      shape = shape.with(i + 2, Lengths.spread(shape.dimension(i + 2), window.stride(), added));
    }
    long group = node.integer("group", 1);
    return node.output(
        shape.with(1, Lengths.product(List.of(weight.dimension(1), Dimension.of(group)))));
  }

  /** Input and output [N, C, ..]. */
  static List<TensorType> pool(NodeView node) {
    List<Long> kernel = node.integers("kernel_shape").orElseThrow();
    if (node.shape(0).rank() != kernel.size() + 2) {
      throw node.error("kernel_shape %s does not fit %s".formatted(kernel, node.shape(0)));
    }
    return node.output(slide(node, kernel));
  }

  private static Shape slide(NodeView node, List<Long> kernel) {
    Shape shape = node.shape(0);
    boolean same = node.text("auto_pad", "NOTSET").startsWith("SAME");
    for (int i = 0; i < kernel.size(); i++) {
      Window window = window(node, kernel, i);
      Dimension whole = shape.dimension(i + 2);
      Dimension length =
          same
              ? Lengths.ceilQuotient(whole, window.stride())
              : Lengths.steps(node, whole, window.padding() - window.reach(), window.stride());
      shape = shape.with(i + 2, length);
    }
    return shape;
  }

  /**
   * A window on one axis.
   *
   * @param reach how many elements there are between its ends, both included
   * @param padding how many elements are added at both ends together
   */
  private record Window(long reach, long stride, long padding) {}

  private static Window window(NodeView node, List<Long> kernel, int axis) {
    int axes = kernel.size();
    long padding = at(node, "pads", axis, 0) + at(node, "pads", axis + axes, 0);
    long dilation = at(node, "dilations", axis, 1);
    long stride = at(node, "strides", axis, 1);
    if (kernel.get(axis) < 1 || dilation < 1 || stride < 1) {
      throw node.error(
          "kernel %d, stride %d and dilation %d must be 1 or more"
              .formatted(kernel.get(axis), stride, dilation));
    }
    return new Window((kernel.get(axis) - 1) * dilation + 1, stride, padding);
  }

  private static long at(NodeView node, String attribute, int index, long otherwise) {
    List<Long> values =
        node.integers(attribute).orElseGet(() -> Collections.nCopies(index + 1, otherwise));
    if (index >= values.size()) {
      throw node.error("%s %s has too few elements".formatted(attribute, values));
    }
    return values.get(index);
  }

  private static List<Long> lengths(Shape weight) {
    List<Long> kernel = new ArrayList<>();
    for (Dimension length : weight.dimensions().subList(2, weight.rank())) {
      kernel.add(Contents.constant(length).orElseThrow());
    }
    return kernel;
  }

  private static void requireRank(NodeView node, Shape weight) {
    if (weight.rank() < 3 || weight.rank() != node.shape(0).rank()) {
      throw node.error("weight %s does not fit input %s".formatted(weight, node.shape(0)));
    }
  }

  private static void requireChannels(NodeView node, Dimension channels) {
    if (!node.shape(0).dimension(1).equals(channels)) {
      throw node.error(
          "input %s has %s channels, the weight %s needs %s"
              .formatted(node.shape(0), node.shape(0).dimension(1), node.shape(1), channels));
    }
  }
}
