package dev.shopfuse.android.build;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** Reads the list of a class's members in a dex file, number by number. Not thread-safe. */
final class DexMembers {
  private final ByteBuffer bytes;
  private int at;

  DexMembers(ByteBuffer bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Returns the next number; seven bits of it are in each byte, the lowest first. */
  int next() {
    int number = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes.get(at++);
      number |= (part & 0x7f) << shift;
      if (part >= 0) {
        return number;
      }
    }
  }

  void skip(int numbers) {
    for (int i = 0; i < numbers; i++) {
      next();
    }
  }

  /**
   * Reads members of one kind, of which each but the first tells its distance from the one before.
   *
   * @param numbers how many numbers a member has, its index included
   */
  void indices(int members, int numbers, IntConsumer taker) {
    int index = 0;
    for (int i = 0; i < members; i++) {
      index += next();
      skip(numbers - 1);
      taker.accept(index);
    }
  }
}
