package dev.shopfuse.sdk.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one way in which this format lays out a zip file, after the parts of PKWARE's APPNOTE that it
 * uses. Every byte that is not content follows from the names, sizes and CRC-32s of the entries, so
 * a reader can build the expected bytes and compare: nothing can hide.
 *
 * <pre>
 * for each entry: local header (30 bytes), name, content
 * for each entry: central header (46 bytes), name
 * end record (22 bytes)
 * </pre>
 */
final class StoredZip {
  static final int END_BYTES = 22;
  static final int CENTRAL_BYTES = 46;
  static final int LOCAL_BYTES = 30;

  private static final int LOCAL_MAGIC = 0x04034b50;
  private static final int CENTRAL_MAGIC = 0x02014b50;
  static final int END_MAGIC = 0x06054b50;
  private static final short VERSION_1_0 = 10;
  private static final short STORED = 0;

  /** 1980-01-01 00:00, the earliest moment a zip file knows. */
  private static final short NO_TIME = 0;

  private static final short NO_DATE = 0x21;

  private StoredZip() {}

  /** One entry: where its local header starts, and what its headers say. */
  static final class Entry {
    final String name;
    final int size;
    final int crc;
    final long offset;

    Entry(String name, int size, int crc, long offset) {
      this.name = name;
      this.size = size;
      this.crc = crc;
      this.offset = offset;
    }

    long contentOffset() {
      return offset + LOCAL_BYTES + name.length();
    }

    long end() {
      return contentOffset() + size;
    }
  }

  static byte[] localHeader(Entry entry) {
    byte[] bytes = new byte[LOCAL_BYTES + entry.name.length()];
    ByteBuffer out = littleEndian(bytes);
    out.putInt(LOCAL_MAGIC);
    putCommon(out, entry);
    out.put(ascii(entry.name));
    return bytes;
  }

  /** Returns the central headers of all entries and the end record. */
  static byte[] directory(List<Entry> entries) {
    int length = 0;
    long start = 0;
    for (Entry entry : entries) {
      length += CENTRAL_BYTES + entry.name.length();
      start = entry.end();
    }
    byte[] bytes = new byte[length + END_BYTES];
    ByteBuffer out = littleEndian(bytes);
    for (Entry entry : entries) {
      putCentral(out, entry);
    }
    out.putInt(END_MAGIC).putShort((short) 0).putShort((short) 0);
    out.putShort((short) entries.size()).putShort((short) entries.size());
    out.putInt(length).putInt((int) start).putShort((short) 0);
    return bytes;
  }

  private static void putCentral(ByteBuffer out, Entry entry) {
    out.putInt(CENTRAL_MAGIC).putShort(VERSION_1_0);
    putCommon(out, entry);
    // No comment, first disk, no attributes.
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    out.putInt((int) entry.offset).put(ascii(entry.name));
  }

  /** Puts the fields that local and central header have in common, from "version needed" on. */
  private static void putCommon(ByteBuffer out, Entry entry) {
    out.putShort(VERSION_1_0).putShort((short) 0).putShort(STORED);
    out.putShort(NO_TIME).putShort(NO_DATE).putInt(entry.crc);
    out.putInt(entry.size).putInt(entry.size);
    out.putShort((short) entry.name.length()).putShort((short) 0);
  }

  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
