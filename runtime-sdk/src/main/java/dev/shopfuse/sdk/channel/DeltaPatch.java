package dev.shopfuse.sdk.channel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Turns one file into another, from a list of what to copy out of the old one and what to add.
 *
 * <pre>
 * "SFDELTA1"
 * repeated until the new file is complete:
 *   number   how many bytes to copy
 *   signed   where from, as the distance from the end of the copy before
 *   number   how many bytes to add
 *   bytes    these bytes
 * </pre>
 *
 * Numbers have 7 bits a byte, the lowest first, the top bit set on all but the last byte; signed
 * ones are 2n for n from 0 on, -2n-1 below.
 *
 * <p>What comes out is checked by its digest, by whoever asked for it; here only bounds are.
 */
public final class DeltaPatch {
  /** The first bytes of a patch. */
  private static final byte[] MAGIC = {'S', 'F', 'D', 'E', 'L', 'T', 'A', '1'};

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int MAX_NUMBER_BYTES = 9;

  private final RandomAccessFile old;
  private final InputStream patch;
  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private long remaining;

  private DeltaPatch(RandomAccessFile old, InputStream patch, OutputStream out, long newBytes) {
    this.old = old;
    this.patch = patch;
    this.out = out;
    this.remaining = newBytes;
  }

  /** Returns the bytes that every patch starts with. */
  public static byte[] magic() {
    return MAGIC.clone();
  }

  /**
   * Writes the new file; all streams stay open.
   *
   * @param newBytes how long the new file is, neither more nor less
   * @throws IOException if reading or writing fails, or the patch does not fit
   */
  public static void apply(RandomAccessFile old, InputStream patch, OutputStream out, long newBytes)
      throws IOException {
    new DeltaPatch(old, patch, out, newBytes).apply();
  }

  private void apply() throws IOException {
    byte[] magic = new byte[MAGIC.length];
    for (int i = 0; i < magic.length; i++) {
      magic[i] = (byte) readByte();
    }
    require(Arrays.equals(magic, MAGIC), "does not start as a patch does");
    long position = 0;
    while (remaining > 0) {
      long copied = readNumber();
      position += decodeSign(readNumber());
      require(
          position >= 0 && copied <= old.length() - position, "copies from beyond the old file");
      copy(position, copied);
      position += copied;
      long added = readNumber();
      require(copied + added > 0, "has an empty step");
      add(added);
    }
    require(patch.read() < 0, "goes on beyond the new file");
  }

  private void copy(long position, long bytes) throws IOException {
    take(bytes);
    old.seek(position);
    for (long left = bytes; left > 0; ) {
      int now = (int) Math.min(chunk.length, left);
      old.readFully(chunk, 0, now);
      out.write(chunk, 0, now);
      left -= now;
    }
  }

  private void add(long bytes) throws IOException {
    take(bytes);
    for (long left = bytes; left > 0; ) {
      int now = patch.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (now < 0) {
        throw new EOFException("The patch is cut off; fetch it again");
      }
      out.write(chunk, 0, now);
      left -= now;
    }
  }

  private void take(long bytes) throws IOException {
    require(bytes <= remaining, "makes more bytes than the new file has");
    remaining -= bytes;
  }

  private long readNumber() throws IOException {
    long number = 0;
    for (int i = 0; i < MAX_NUMBER_BYTES; i++) {
      int next = readByte();
      number |= (long) (next & 127) << (7 * i);
      if (next < 128) {
        return number;
      }
    }
    throw new IOException("The patch is damaged; fetch it again");
  }

  private int readByte() throws IOException {
    int next = patch.read();
    if (next < 0) {
      throw new EOFException("The patch is cut off; fetch it again");
    }
    return next;
  }

  private static long decodeSign(long number) {
    return (number >>> 1) ^ -(number & 1);
  }

  private static void require(boolean condition, String complaint) throws IOException {
    if (!condition) {
      throw new IOException("The patch " + complaint + "; fetch it again");
    }
  }
}
