package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the entries of a zip lie in the file, which {@code java.util.zip} does not tell.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format</a>
 */
final class ZipLayout {
  private static final int END_BYTES = 22;
  private static final int END_MARK = 0x06054b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;

  private ZipLayout() {}

  /**
   * An entry. Immutable.
   *
   * @param dataOffset where its first byte is in the file
   */
  record Entry(String name, boolean compressed, long dataOffset) {}

  /** Reads the directory of a zip below 2 GB without a comment. */
  static List<Entry> read(Path file) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    int end = bytes.limit() - END_BYTES;
    if (end < 0 || bytes.getInt(end) != END_MARK) {
      throw new BuildException(file + " does not end as a zip does; build it again");
    }
    List<Entry> entries = new ArrayList<>();
    int at = bytes.getInt(end + 16);
    for (int i = 0; i < bytes.getShort(end + 10); i++) {
      int nameLength = bytes.getShort(at + 28);
      byte[] name = new byte[nameLength];
      bytes.get(at + CENTRAL_BYTES, name);
      int local = bytes.getInt(at + 42);
      long data =
          (long) local + LOCAL_BYTES + bytes.getShort(local + 26) + bytes.getShort(local + 28);
      boolean compressed = bytes.getShort(at + 10) != 0;
      entries.add(new Entry(new String(name, StandardCharsets.UTF_8), compressed, data));
      at += CENTRAL_BYTES + nameLength + bytes.getShort(at + 30) + bytes.getShort(at + 32);
    }
    return entries;
  }
}
