package dev.shopfuse.export.onnx;

/** The element type and the shape of a value. Immutable. */
public record TensorType(ElementType element, Shape shape) {
  @Override
  public String toString() {
    return element + " " + shape;
  }
}
