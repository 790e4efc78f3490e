package dev.shopfuse.training.sample;

import dev.shopfuse.training.TextDigest;
import dev.shopfuse.training.table.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Parquet files of a folder of samples, as DuckDB names them. Immutable. */
record ShardFiles(Path folder) {
  private static final String PARQUET = ".parquet";

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

  /** Returns a SHA-256 of a text and of the sizes of all files of a part, shard by shard. */
  String digest(String text, String part) {
    StringBuilder content = new StringBuilder(text);
    for (Path file : files(folder.resolve(part))) {
      content.append('\n').append(file.getName(file.getNameCount() - 2)).append(' ');
      content.append(file.toFile().length());
    }
    return TextDigest.sha256(content.toString());
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
