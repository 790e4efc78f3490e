package dev.shopfuse.export.onnx;

/** The length of one axis: a number, or a name where it varies from call to call. Immutable. */
public sealed interface Dimension {

  /** A length that never changes. */
  record Fixed(long length) implements Dimension {
    @Override
    public String toString() {
      return Long.toString(length);
    }
  }

  /** A length known at run time; equal names are equal lengths. */
  record Symbol(String name) implements Dimension {
    public Symbol {
      if (name.isBlank()) {
        throw new IllegalArgumentException("A symbolic dimension needs a name.");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns a fixed length. */
  static Dimension of(long length) {
    return new Fixed(length);
  }

  /** Returns a named length. */
  static Dimension of(String name) {
    return new Symbol(name);
  }

  /** Returns whether this is the given fixed length. */
  default boolean is(long length) {
    return this instanceof Fixed fixed && fixed.length() == length;
  }
}
