package dev.shopfuse.sdk.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The position of each of many distinct strings: an open-addressing hash table of four bytes a
 * slot, a quarter of what a {@code HashMap<String, Integer>} takes on a phone. Immutable.
 */
public final class StringIndex {
  private static final int EMPTY = -1;

  private final String[] values;
  private final int[] slots;

  private StringIndex(String[] values, int[] slots) {
    this.values = values;
    this.slots = slots;
  }

  /**
   * Indexes values by their position.
   *
   * @throws IllegalArgumentException if a value occurs twice; the message names it
   */
  public static StringIndex of(List<String> values) {
    String[] copy = values.toArray(new String[0]);
    int[] slots = new int[slotCount(copy.length)];
    Arrays.fill(slots, EMPTY);
    for (int position = 0; position < copy.length; position++) {
      int slot = slotOf(copy[position], copy, slots);
      if (slots[slot] != EMPTY) {
        throw new IllegalArgumentException(
            "\""
                + copy[position]
                + "\" occurs twice, at positions "
                + slots[slot]
                + " and "
                + position
                + "; each value may occur once");
      }
      slots[slot] = position;
    }
    return new StringIndex(copy, slots);
  }

  private static int slotCount(int values) {
    return Integer.highestOneBit(Math.max(1, values)) << 2;
  }

  private static int slotOf(String value, String[] values, int[] slots) {
    int hash = value.hashCode() * 0x9E3779B9;
    int mask = slots.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] != EMPTY && !values[slots[slot]].equals(value)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Returns the position of a value, or -1 if it is absent. */
  public int position(String value) {
    return slots[slotOf(value, values, slots)];
  }

  /** Returns the value at a position. */
  public String value(int position) {
    return values[position];
  }

  /** Returns how many values there are. */
  public int size() {
    return values.length;
  }

  /** Returns the values in their order. */
  public List<String> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof StringIndex && Arrays.equals(values, ((StringIndex) other).values));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
