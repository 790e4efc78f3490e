package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.TextDigest;
import dev.shopfuse.training.table.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The Parquet files of a folder of samples, as DuckDB names them. Immutable. */
record ShardFiles(Path folder) {
  private static final String PARQUET = ".parquet";

  /** A Parquet file ends with the length of its footer and four letters. */
  private static final int FOOTER_END = 8;

  /** Returns a literal that names all files of a part. */
  String names(String part) {
    String quoted = Sql.file(folder);
    return quoted.substring(0, quoted.length() - 1) + "/" + part + "/**/*" + PARQUET + "'";
  }

  /** Returns the rows of a part, for FROM. */
  String rows(String part) {
    return "read_parquet(" + names(part) + ", hive_partitioning = false)";
  }

  /** Returns the rows of one shard of a part, for FROM. */
  String shard(String part, int shard) {
    return rows(part + "/" + SampleLayout.SHARD + "=" + shard);
  }

  /** Returns whether a part has any file; DuckDB refuses to read none. */
  boolean has(String part) {
    return !files(folder.resolve(part)).isEmpty();
  }

  /**
   * Returns a SHA-256 of a text and of the names and footers of all files. A Parquet footer has the
   * number of rows and, of each column, the compressed size and the least and greatest value, so
   * other rows hardly have the same; the rows themselves are not read.
   */
  String digest(String text) {
    StringBuilder content = new StringBuilder(text);
    for (Path file : files(folder)) {
      content.append('\n').append(folder.relativize(file.getParent())).append(' ');
      content.append(footer(file));
    }
    return TextDigest.sha256(content.toString());
  }

  /** Returns a file's length, and its footer in Base64. */
  private static String footer(Path file) {
    try (FileChannel in = FileChannel.open(file)) {
      ByteBuffer end = ByteBuffer.allocate(FOOTER_END).order(ByteOrder.LITTLE_ENDIAN);
      long length = in.size();
      in.read(end, Math.max(0, length - FOOTER_END));
      int bytes = end.getInt(0);
      if (bytes < 0 || bytes > length - FOOTER_END) {
        throw new InputException(file + " is no whole Parquet file; cut the samples again");
      }
      ByteBuffer footer = ByteBuffer.allocate(bytes);
      in.read(footer, length - FOOTER_END - bytes);
      return length + " " + Base64.getEncoder().encodeToString(footer.array());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(PARQUET)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
