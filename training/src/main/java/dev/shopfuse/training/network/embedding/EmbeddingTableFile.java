package dev.shopfuse.training.network.embedding;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of one {@link EmbeddingTable}: a header of four big-endian ints (magic {@code SFTB},
 * format version, rows, width), then rows * (3 * width + 1) big-endian floats, a row of {@code
 * weight | first moment | second moment | last step} after the other. All are kept so that training
 * can go on.
 */
public final class EmbeddingTableFile {
  private static final int MAGIC = 0x53465442;
  private static final int VERSION = 2;
  private static final int HEADER_BYTES = 16;
  private static final int CHUNK_FLOATS = 1 << 16;

  private EmbeddingTableFile() {}

  /** Writes a table; an existing file is replaced. */
  public static void write(EmbeddingTable table, Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(table.rows());
      out.writeInt(table.width());
      writeFloats(table.cells(), Channels.newChannel(out));
    }
  }

  /**
   * Reads a table and names it.
   *
   * @throws IOException if the file is no table, of another format, or of the wrong length
   */
  public static EmbeddingTable read(String name, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      if (channel.size() < HEADER_BYTES || in.readInt() != MAGIC) {
        throw new IOException(file + " is no embedding table.");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException(
            "%s has table format %d; this version reads %d.".formatted(file, version, VERSION));
      }
      int rows = in.readInt();
      int width = in.readInt();
      checkLength(file, channel.size(), rows, width);
      float[] cells = EmbeddingTable.allocate(name, rows, width);
      readFloats(channel, cells, file);
      return new EmbeddingTable(name, rows, width, cells);
    }
  }

  private static void checkLength(Path file, long bytes, int rows, int width) throws IOException {
    long expected = HEADER_BYTES + 4L * (3L * width + 1) * rows;
    if (rows < 1 || width < 1 || bytes != expected) {
      throw new IOException(
          "%s has %d bytes; %d rows of width %d need %d."
              .formatted(file, bytes, rows, width, expected));
    }
  }

  private static void writeFloats(float[] cells, WritableByteChannel out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * CHUNK_FLOATS);
    for (int from = 0; from < cells.length; from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, cells.length - from);
      buffer.clear();
      buffer.asFloatBuffer().put(cells, from, count);
      buffer.limit(4 * count);
      out.write(buffer);
    }
  }

  private static void readFloats(FileChannel in, float[] cells, Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * CHUNK_FLOATS);
    for (int from = 0; from < cells.length; from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, cells.length - from);
      buffer.clear().limit(4 * count);
      while (buffer.hasRemaining()) {
        if (in.read(buffer) < 0) {
          throw new IOException(file + " ended early.");
        }
      }
      buffer.flip();
      buffer.asFloatBuffer().get(cells, from, count);
    }
  }
}
