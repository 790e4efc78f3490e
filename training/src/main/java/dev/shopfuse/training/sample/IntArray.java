package dev.shopfuse.training.sample;

import java.util.Arrays;

/** A growing row of ints. Not thread-safe. */
final class IntArray {
  private static final int LEAST = 16;

  private int[] values;
  private int size;

  IntArray() {
    this(LEAST);
  }

  /** Begins an empty row that takes this many values, or more, without being copied. */
  IntArray(long expected) {
    values = new int[Math.toIntExact(Math.max(LEAST, expected))];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  void clear() {
    size = 0;
  }
}
