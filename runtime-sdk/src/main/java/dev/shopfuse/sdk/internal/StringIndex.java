package dev.shopfuse.sdk.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The position of each of many distinct strings. They lie as UTF-8 in one array, with an
 * open-addressing hash table of four bytes a slot: a quarter of what a {@code HashMap<String,
 * Integer>} takes on a phone, and made without an object a string. A string that was asked for is
 * kept. As a list it holds the strings in their order. Immutable.
 */
public final class StringIndex extends AbstractList<String> {
  private static final int EMPTY = -1;

  private final byte[] text;
  private final int[] starts;
  private final int gap;

  /** The hash table, made when it is first needed: many texts are only carried along. */
  private volatile int @Nullable [] slots;

  /** Each written by whoever needs it first; all would write the same. */
  private @Nullable String @Nullable [] strings;

  /**
   * Takes the strings of a text, which stays with the index. Whether one occurs twice shows when a
   * position is first looked up, or in {@link #requireDistinct}.
   *
   * @param text valid UTF-8
   * @param starts where each string starts, and where one after the last would start
   * @param gap how many bytes there are between the end of one and the start of the next
   */
  public StringIndex(byte[] text, int[] starts, int gap) {
    this.text = text;
    this.starts = starts;
    this.gap = gap;
  }

  /**
   * Indexes values by their position.
   *
   * @throws IllegalArgumentException if a value occurs twice; the message names it
   */
  public static StringIndex of(List<String> values) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int[] starts = new int[values.size() + 1];
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = Utf8.encode(values.get(i));
      text.write(bytes, 0, bytes.length);
      starts[i + 1] = text.size();
    }
    return new StringIndex(text.toByteArray(), starts, 0).requireDistinct();
  }

  /**
   * Indexes the strings now.
   *
   * @throws IllegalArgumentException if a string occurs twice; the message names it
   */
  public StringIndex requireDistinct() {
    slots();
    return this;
  }

  private int[] slots() {
    int[] made = slots;
    if (made == null) {
      made = new int[Math.max(1, size()) + size() / 2 + 1];
      Arrays.fill(made, EMPTY);
      for (int position = 0; position < size(); position++) {
        insert(position, made);
      }
      slots = made;
    }
    return made;
  }

  private void insert(int position, int[] into) {
    int slot = firstSlot(hash(position), into);
    for (; into[slot] != EMPTY; slot = nextSlot(slot, into)) {
      if (isSame(into[slot], position)) {
        throw new IllegalArgumentException(
            "\""
                + get(position)
                + "\" occurs twice, at positions "
                + into[slot]
                + " and "
                + position
                + "; each value may occur once");
      }
    }
    into[slot] = position;
  }

  private static int firstSlot(int hashCode, int[] slots) {
    // The product's upper bits are the well-mixed ones; they choose a part of the table.
    int hash = hashCode * 0x9E3779B9;
    return (int) (((hash & 0xFFFFFFFFL) * slots.length) >>> Integer.SIZE);
  }

  private static int nextSlot(int slot, int[] slots) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }

  /** Returns the hash code of a string as String defines it; characters below 128 are one byte. */
  private int hash(int position) {
    int hash = 0;
    for (int i = starts[position]; i < end(position); i++) {
      if (text[i] < 0) {
        return get(position).hashCode();
      }
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  private int end(int position) {
    return starts[position + 1] - gap;
  }

  private int length(int position) {
    return end(position) - starts[position];
  }

  private boolean isSame(int position, int other) {
    int length = length(position);
    boolean same = length == length(other);
    for (int i = 0; i < length && same; i++) {
      same = text[starts[position] + i] == text[starts[other] + i];
    }
    return same;
  }

  private boolean isSame(int position, String value) {
    int length = length(position);
    if (value.length() > length) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      byte letter = text[starts[position] + i];
      if (letter < 0) {
        return value.equals(get(position));
      }
      if (letter != value.charAt(i)) {
        return false;
      }
    }
    return value.length() == length;
  }

  /** Returns the position of a value, or -1 if it is absent. */
  public int position(String value) {
    int[] table = slots();
    int slot = firstSlot(value.hashCode(), table);
    while (table[slot] != EMPTY && !isSame(table[slot], value)) {
      slot = nextSlot(slot, table);
    }
    return table[slot];
  }

  /** Returns the value at a position, the same object each time. */
  @Override
  public String get(int position) {
    @Nullable String[] known = strings;
    if (known == null) {
      known = new @Nullable String[size()];
      strings = known;
    }
    String value = known[position];
    if (value == null) {
      value = new String(text, starts[position], length(position), StandardCharsets.UTF_8);
      known[position] = value;
    }
    return value;
  }

  /** Returns how many values there are. */
  @Override
  public int size() {
    return starts.length - 1;
  }
}
