package dev.shopfuse.export.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The dimensions of a tensor, outermost first; a scalar has none. Immutable.
 *
 * @param dimensions the length of each axis
 */
public record Shape(List<Dimension> dimensions) {
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dimensions = List.copyOf(dimensions);
    for (Dimension dimension : dimensions) {
      if (dimension instanceof Dimension.Fixed fixed && fixed.length() < 0) {
        throw new IllegalArgumentException("Shape " + dimensions + " has a negative length.");
      }
    }
  }

  /** Returns a shape of these dimensions. */
  public static Shape of(Dimension... dimensions) {
    return new Shape(List.of(dimensions));
  }

  /** Returns a shape of fixed lengths. */
  public static Shape of(long... lengths) {
    return new Shape(LongStream.of(lengths).mapToObj(Dimension::of).toList());
  }

  /** Returns the number of axes. */
  public int rank() {
    return dimensions.size();
  }

  /** Returns the length of an axis; a negative axis counts from the end. */
  public Dimension dimension(int axis) {
    return dimensions.get(axis < 0 ? axis + rank() : axis);
  }

  /** Returns the innermost dimension. */
  public Dimension last() {
    return dimension(-1);
  }

  /** Returns this shape with another length of one axis. */
  public Shape with(int axis, Dimension length) {
    List<Dimension> changed = new ArrayList<>(dimensions);
    changed.set(axis < 0 ? axis + rank() : axis, length);
    return new Shape(changed);
  }

  @Override
  public String toString() {
    return dimensions.stream().map(Dimension::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
