package dev.shopfuse.export.network;

import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * An input of a network as its ONNX graph has it: float32 of this shape. Immutable.
 *
 * @param name the name in the network and in the graph
 * @param shape the batch first; lengths that vary from call to call are symbols
 * @param ids how many ids there are, where the input holds ids; 0 where it holds numbers
 */
public record NetworkInput(String name, Shape shape, long ids) {
  /** The name of the axis of the examples. */
  public static final Dimension BATCH = Dimension.of("batch");

  /** The name of the axis of time steps, unless another one is given. */
  static final Dimension TIME = Dimension.of("time");

  /** Returns an input of numbers. */
  static NetworkInput of(String name, Dimension... withoutBatch) {
    return of(name, List.of(withoutBatch));
  }

  static NetworkInput of(String name, List<Dimension> withoutBatch) {
    List<Dimension> dimensions = new ArrayList<>(List.of(BATCH));
    dimensions.addAll(withoutBatch);
    return new NetworkInput(name, new Shape(dimensions), 0);
  }

  NetworkInput ofIds(long count) {
    return new NetworkInput(name, shape, count);
  }

  /** Returns the axis of the time steps, from 0, or -1 if there is none. */
  int timeAxis() {
    return shape.dimensions().indexOf(TIME);
  }
}
