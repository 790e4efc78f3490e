package dev.shopfuse.sdk.bundle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Reads a zip file that must be laid out as {@link StoredZip} writes it. Anything malformed is an
 * {@link IllegalArgumentException}. Before memory is taken for anything, its size is known to be at
 * most that of the file.
 */
final class StoredZipReader {
  private static final int MAX_DIRECTORY_BYTES =
      BundleFormat.MAX_ENTRIES * (StoredZip.CENTRAL_BYTES + BundleFormat.MAX_NAME_LENGTH);

  /** The platform takes native memory for as much as is read at once. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final RandomAccessFile file;
  private final List<StoredZip.Entry> entries;

  private StoredZipReader(RandomAccessFile file, List<StoredZip.Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /** Checks the whole structure; the file stays with the caller. */
  static StoredZipReader open(RandomAccessFile file) throws IOException {
    long length = file.length();
    require(length >= StoredZip.END_BYTES, "is " + length + " bytes long, too short for a bundle");
    require(
        length <= BundleFormat.MAX_BUNDLE_BYTES,
        "is " + length + " bytes long; at most " + BundleFormat.MAX_BUNDLE_BYTES + " are allowed");
    ByteBuffer end =
        StoredZip.littleEndian(read(file, length - StoredZip.END_BYTES, StoredZip.END_BYTES));
    require(
        end.getInt(0) == StoredZip.END_MAGIC,
        "has no zip directory at its end; it is cut off or no bundle");
    int count = end.getShort(10) & 0xffff;
    long directoryBytes = end.getInt(12) & 0xffffffffL;
    require(count <= BundleFormat.MAX_ENTRIES, "has " + count + " entries, too many");
    require(
        directoryBytes <= Math.min(MAX_DIRECTORY_BYTES, length - StoredZip.END_BYTES),
        "has no zip directory at its end; it is cut off or no bundle");
    long directoryStart = length - StoredZip.END_BYTES - directoryBytes;
    byte[] directory = read(file, directoryStart, (int) directoryBytes + StoredZip.END_BYTES);
    List<StoredZip.Entry> entries = parse(directory, count);
    checkLayout(file, entries, directoryStart);
    require(
        Arrays.equals(StoredZip.directory(entries), directory),
        "has a zip directory that is not canonical");
    return new StoredZipReader(file, entries);
  }

  private static List<StoredZip.Entry> parse(byte[] directory, int count) {
    ByteBuffer in = StoredZip.littleEndian(directory);
    List<StoredZip.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long offset = 0;
    int at = 0;
    int limit = directory.length - StoredZip.END_BYTES;
    for (int i = 0; i < count; i++) {
      require(limit - at >= StoredZip.CENTRAL_BYTES, "has a zip directory that is too short");
      String name = parseName(directory, at, in.getShort(at + 28) & 0xffff, limit);
      require(names.add(name), "has the entry " + name + " twice");
      int size = in.getInt(at + 24);
      require(size >= 0, "has the entry " + name + " with an impossible size");
      StoredZip.Entry entry = new StoredZip.Entry(name, size, in.getInt(at + 16), offset);
      entries.add(entry);
      offset = entry.end();
      at += StoredZip.CENTRAL_BYTES + name.length();
    }
    require(at == limit, "has a zip directory that is too long");
    return entries;
  }

  private static String parseName(byte[] directory, int header, int length, int limit) {
    int start = header + StoredZip.CENTRAL_BYTES;
    require(
        length <= BundleFormat.MAX_NAME_LENGTH && start + length <= limit,
        "has an entry name of " + length + " characters");
    String name = new String(directory, start, length, StandardCharsets.ISO_8859_1);
    requireSafe(name);
    return name;
  }

  /** Letters, digits, dots, dashes and single slashes: a name that is safe as a relative path. */
  private static void requireSafe(String name) {
    boolean safe = !name.isEmpty() && !name.startsWith("/") && !name.endsWith("/");
    for (int i = 0; i < name.length() && safe; i++) {
      safe = "abcdefghijklmnopqrstuvwxyz0123456789_-./".indexOf(name.charAt(i)) >= 0;
    }
    require(
        safe && !name.contains("..") && !name.contains("//") && !name.contains("./"),
        "has an entry with an unsafe name");
  }

  private static void checkLayout(
      RandomAccessFile file, List<StoredZip.Entry> entries, long directoryStart)
      throws IOException {
    long end = 0;
    for (StoredZip.Entry entry : entries) {
      end = entry.end();
      require(end <= directoryStart, "is too short for its entry " + entry.name);
      byte[] expected = StoredZip.localHeader(entry);
      require(
          Arrays.equals(expected, read(file, entry.offset, expected.length)),
          "has a header of " + entry.name + " that differs from the canonical one");
    }
    require(end == directoryStart, "has bytes between its entries and its directory");
  }

  List<StoredZip.Entry> entries() {
    return entries;
  }

  /** Reads an entry onto the heap and checks its CRC-32. */
  ByteBuffer read(StoredZip.Entry entry) throws IOException {
    byte[] content = new byte[entry.size];
    CRC32 crc = new CRC32();
    file.seek(entry.contentOffset());
    for (int at = 0; at < content.length; at += CHUNK_BYTES) {
      int bytes = Math.min(CHUNK_BYTES, content.length - at);
      file.readFully(content, at, bytes);
      crc.update(content, at, bytes);
    }
    requireCrc(crc, entry);
    return ByteBuffer.wrap(content);
  }

  /** Reads an entry into native memory and checks its CRC-32. */
  ByteBuffer readDirect(StoredZip.Entry entry) throws IOException {
    ByteBuffer content = ByteBuffer.allocateDirect(entry.size);
    CRC32 crc = new CRC32();
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, entry.size)];
    file.seek(entry.contentOffset());
    while (content.hasRemaining()) {
      int bytes = Math.min(chunk.length, content.remaining());
      file.readFully(chunk, 0, bytes);
      crc.update(chunk, 0, bytes);
      content.put(chunk, 0, bytes);
    }
    requireCrc(crc, entry);
    content.flip();
    return content;
  }

  private static void requireCrc(CRC32 crc, StoredZip.Entry entry) {
    require((int) crc.getValue() == entry.crc, "has a damaged entry " + entry.name);
  }

  private static byte[] read(RandomAccessFile file, long offset, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    file.seek(offset);
    file.readFully(content);
    return content;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException("The file " + complaint);
    }
  }
}
