package dev.shopfuse.sdk.feature;

import org.jspecify.annotations.Nullable;

/** An encoding into rows of an embedding table. Immutable. */
public abstract class IndexEncoding extends Encoding {
  /** The row of a value that is missing or was not seen in training. */
  public static final int UNKNOWN_ROW = 0;

  /** The row that stands for "no value at all" and for padding. */
  public static final int NONE_ROW = 1;

  /** How many rows precede the first value. */
  public static final int RESERVED_ROWS = 2;

  IndexEncoding() {}

  /** Returns how many rows the table has, the two reserved ones included. */
  public abstract int rows();

  /**
   * Returns the row of a raw value; null and the empty string give {@link #UNKNOWN_ROW}.
   *
   * @throws IllegalArgumentException if the value is malformed, such as a number that is none
   */
  public abstract int row(@Nullable String raw);
}
