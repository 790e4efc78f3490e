package dev.shopfuse.export.channel;

import dev.shopfuse.sdk.channel.DeltaPatch;
import java.io.ByteArrayOutputStream;

/**
 * Writes the difference of two bundles as a {@link DeltaPatch}. Not thread-safe; makes one patch.
 *
 * <p>After the rsync algorithm (Tridgell and Mackerras, 1996): the old file's blocks are indexed by
 * a hash that can roll over the new file byte by byte. First, though, it is tried whether the new
 * file goes on as the old one does at the same distance: that finds the rows of a table that stayed
 * between rows that changed, however short, and entries that stayed as a whole.
 */
final class DeltaWriter {
  /** The length of a block, and of the shortest match at a new place. */
  static final int BLOCK_BYTES = 32;

  /** The shortest match worth going back to the same distance for. */
  private static final int SHORTEST_MATCH = 12;

  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
  private static final int EMPTY = -1;

  private final byte[] old;
  private final byte[] fresh;
  private final int[] blocks;
  private final int shift;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Where the bytes of the new file start that are not written yet. */
  private int pendingFrom;

  /** Where the last copy ended in the old file. */
  private int copyEnd;

  /** The copy that waits for the bytes that follow it. */
  private int copyFrom;

  private int copyBytes;

  /** Where the last copy that is written ended in the old file. */
  private long writtenEnd;

  private DeltaWriter(byte[] old, byte[] fresh) {
    this.old = old;
    this.fresh = fresh;
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(old.length / BLOCK_BYTES));
    this.blocks = new int[1 << bits];
    this.shift = Long.SIZE - bits;
  }

  /** Returns a patch that turns the old file into the new one. */
  static byte[] write(byte[] old, byte[] fresh) {
    return new DeltaWriter(old, fresh).write();
  }

  private byte[] write() {
    byte[] magic = DeltaPatch.magic();
    out.write(magic, 0, magic.length);
    index();
    scan();
    endStep(fresh.length);
    return out.toByteArray();
  }

  private void index() {
    java.util.Arrays.fill(blocks, EMPTY);
    for (int at = 0; at + BLOCK_BYTES <= old.length; at += BLOCK_BYTES) {
      int slot = slot(hash(old, at));
      if (blocks[slot] == EMPTY) {
        blocks[slot] = at;
      }
    }
  }

  private void scan() {
    long power = power();
    long hash = fresh.length < BLOCK_BYTES ? 0 : hash(fresh, 0);
    for (int at = 0; at < fresh.length; ) {
      int from = match(at, hash);
      int next = at + 1;
      if (from >= 0) {
        next = copy(from, at);
      }
      if (next == at + 1 && next + BLOCK_BYTES <= fresh.length) {
        hash = (hash - fresh[at] * power) * MULTIPLIER + fresh[at + BLOCK_BYTES];
      } else if (next + BLOCK_BYTES <= fresh.length) {
        hash = hash(fresh, next);
      }
      at = next;
    }
  }

  /** Returns where in the old file what stands in the new one is found, or -1. */
  private int match(int at, long hash) {
    int same = copyEnd + (at - pendingFrom);
    if (matches(same, at, SHORTEST_MATCH)) {
      return same;
    }
    if (at + BLOCK_BYTES > fresh.length) {
      return EMPTY;
    }
    int block = blocks[slot(hash)];
    return block != EMPTY && matches(block, at, BLOCK_BYTES) ? block : EMPTY;
  }

  private boolean matches(int from, int at, int bytes) {
    if (from > old.length - bytes || at > fresh.length - bytes) {
      return false;
    }
    for (int i = 0; i < bytes; i++) {
      if (old[from + i] != fresh[at + i]) {
        return false;
      }
    }
    return true;
  }

  /** Starts a copy, as long as it goes in both directions, and returns where it ends. */
  private int copy(int from, int at) {
    int start = from;
    int freshStart = at;
    while (start > 0 && freshStart > pendingFrom && old[start - 1] == fresh[freshStart - 1]) {
      start--;
      freshStart--;
    }
    int end = from;
    int freshEnd = at;
    while (end < old.length && freshEnd < fresh.length && old[end] == fresh[freshEnd]) {
      end++;
      freshEnd++;
    }
    endStep(freshStart);
    copyFrom = start;
    copyBytes = end - start;
    pendingFrom = freshEnd;
    copyEnd = end;
    return freshEnd;
  }

  /** Writes the copy that waits, and the bytes that follow it up to here. */
  private void endStep(int to) {
    if (copyBytes == 0 && to == pendingFrom) {
      return;
    }
    writeNumber(copyBytes);
    long distance = copyBytes == 0 ? 0 : (long) copyFrom - writtenEnd;
    writeNumber((distance << 1) ^ (distance >> 63));
    writtenEnd += distance + copyBytes;
    writeNumber(to - pendingFrom);
    out.write(fresh, pendingFrom, to - pendingFrom);
  }

  private void writeNumber(long number) {
    long rest = number;
    while (rest >= 128) {
      out.write((int) (rest & 127) | 128);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private int slot(long hash) {
    return (int) ((hash * MULTIPLIER) >>> shift);
  }

  private static long hash(byte[] bytes, int at) {
    long hash = 0;
    for (int i = 0; i < BLOCK_BYTES; i++) {
      hash = hash * MULTIPLIER + bytes[at + i];
    }
    return hash;
  }

  /** What the first byte of a block counts in its hash. */
  private static long power() {
    long power = 1;
    for (int i = 1; i < BLOCK_BYTES; i++) {
      power *= MULTIPLIER;
    }
    return power;
  }
}
