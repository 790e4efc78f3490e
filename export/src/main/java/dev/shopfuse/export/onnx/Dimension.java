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
    /** How many characters a name may have. */
    public static final int MAX_NAME = 100;

    public Symbol {
      if (name.isBlank()) {
        throw new IllegalArgumentException("A symbolic dimension needs a name.");
      }
      if (name.length() > MAX_NAME) {
        throw new GraphException(
            "The name of a symbolic dimension, %s.., has %d characters; at most %d are allowed."
                .formatted(name.substring(0, 20), name.length(), MAX_NAME));
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

  /**
   * Returns a named length.
   *
   * @throws GraphException if the name has more than {@value Symbol#MAX_NAME} characters
   */
  static Dimension of(String name) {
    return new Symbol(name);
  }

  /** Returns whether this is the given fixed length. */
  default boolean is(long length) {
    return this instanceof Fixed fixed && fixed.length() == length;
  }
}
