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

  /** Drops all values and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** Reverses the order of the values. */
  public void reverse() {
    for (int left = 0, right = size - 1; left < right; left++, right--) {
      int value = values[left];
      values[left] = values[right];
      values[right] = value;
    }
  }

  /** Returns the array itself, which may be longer than the values it holds; do not change it. */
  public int[] values() {
    return values;
  }

  /** Copies the values to the start of an array that has room for them. */
  public void copyTo(int[] target) {
    System.arraycopy(values, 0, target, 0, size);
  }

  /** Returns a copy of the values. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
