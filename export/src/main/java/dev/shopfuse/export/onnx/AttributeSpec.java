package dev.shopfuse.export.onnx;

/**
 * An attribute that an operator takes. Immutable.
 *
 * @param name the name of the attribute
 * @param kind which kind of value it has
 * @param required whether a node without it is wrong
 */
record AttributeSpec(String name, Class<? extends Attribute> kind, boolean required) {
  static AttributeSpec optional(String name, Class<? extends Attribute> kind) {
    return new AttributeSpec(name, kind, false);
  }

  static AttributeSpec required(String name, Class<? extends Attribute> kind) {
    return new AttributeSpec(name, kind, true);
  }
}
