package dev.shopfuse.export.onnx;

/**
 * A named tensor of one graph: an input, an initializer or what a node computes. Immutable.
 *
 * @param name the name in the file, unique in its graph
 * @param type element type and shape
 */
public record Value(String name, TensorType type) {
  /** Stands for an optional input that is left out while a later one is given. */
  public static final Value ABSENT = new Value("", new TensorType(ElementType.FLOAT, Shape.SCALAR));

  /** Returns the shape of this value. */
  public Shape shape() {
    return type.shape();
  }

  /** Returns the type of this value's elements. */
  public ElementType element() {
    return type.element();
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
