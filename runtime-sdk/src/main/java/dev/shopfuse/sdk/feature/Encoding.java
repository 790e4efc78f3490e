package dev.shopfuse.sdk.feature;

/**
 * How a raw value becomes what the model reads. The set is closed: an {@link IndexEncoding} gives a
 * table row, a {@link ScaleEncoding} a number, a {@link SharedEncoding} points at another feature.
 * Immutable.
 */
public abstract class Encoding {
  Encoding() {}

  /** Returns the name of the encoding in files, such as {@code vocabulary}. */
  public abstract String key();
}
