package dev.shopfuse.sdk.internal;

import java.util.Arrays;

/** A growing array of ints, without boxes. Not thread-safe; one per thread. */
public final class IntArray {
  private int[] values = new int[16];
  private int size;

  /** Appends a value. */
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  /** Returns how many values there are. */
  public int size() {
    return size;
  }

  /** Returns the last value; there must be one. */
  public int last() {
    return values[size - 1];
  }

  /** Returns a copy of the values. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
