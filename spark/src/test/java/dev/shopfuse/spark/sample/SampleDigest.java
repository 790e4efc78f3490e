package dev.shopfuse.spark.sample;

import dev.shopfuse.training.sample.SampleLayout;
import dev.shopfuse.training.sample.SampleRows;
import dev.shopfuse.training.sample.SampleScripts;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 over the sorted rows of each part of the samples, read by DuckDB. */
public final class SampleDigest {
  /** What stands for no rows. */
  static final String NOTHING = "0 rows";

  private SampleDigest() {}

  /** Digests what DuckDB itself cuts out of visit tables. */
  public static Map<String, String> ofTables(VisitTables tables) {
    Database database = tables.database();
    Map<String, String> digests = new TreeMap<>();
    database.executeAll(SampleScripts.numberedVisits());
    for (Split split : Split.values()) {
      if (split != Split.TRAIN) {
        database.executeAll(SampleScripts.heldOut(split));
      }
      for (SampleRows rows : SampleRows.values()) {
        if (rows.splits().contains(split)) {
          String name = SampleLayout.folder(rows, split);
          digests.put(name, digest(database, "(" + rows.select(split) + ")"));
        }
      }
    }
    for (TableKind kind : List.of(TableKind.ITEMS, TableKind.SHOPS, TableKind.USERS)) {
      digests.put(kind.table(), digest(database, "(" + SampleLayout.numbered(kind) + ")"));
    }
    return digests;
  }

  /** Digests the shards of a folder of samples. */
  public static Map<String, String> ofFolder(Path folder) {
    Map<String, String> digests = new TreeMap<>();
    try (Database database = Database.open(folder.toAbsolutePath().getParent())) {
      for (Split split : Split.values()) {
        for (SampleRows rows : SampleRows.values()) {
          if (rows.splits().contains(split)) {
            String name = SampleLayout.folder(rows, split);
            digests.put(
                name,
                hasRows(folder.resolve(name))
                    ? digest(database, parquet(folder.resolve(name), "shard=*/"))
                    : NOTHING);
          }
        }
      }
      digests.put("users", digest(database, parquet(folder.resolve("users"), "shard=*/")));
      digests.put("items", digest(database, parquet(folder.resolve("items"), "")));
      digests.put("shops", digest(database, parquet(folder.resolve("shops"), "")));
    }
    return digests;
  }

  /** Rows that there are none of have no shard. */
  private static boolean hasRows(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String parquet(Path folder, String below) {
    return "read_parquet(%s, hive_partitioning = false)"
        .formatted(Sql.text(folder + "/" + below + "*.parquet"));
  }

  /** The number of rows, and what they are: sorted as text. */
  private static String digest(Database database, String rows) {
    MessageDigest digest = sha256();
    long[] count = {0};
    String columns = String.join(", ", columns(database, rows));
    database.forEach(
        "SELECT concat_ws('|', %s) FROM %s every_row ORDER BY 1".formatted(columns, rows),
        row -> {
          digest.update((row.getString(1) + "\n").getBytes(StandardCharsets.UTF_8));
          count[0]++;
        });
    return count[0] == 0
        ? NOTHING
        : count[0] + " rows " + HexFormat.of().formatHex(digest.digest());
  }

  private static List<String> columns(Database database, String rows) {
    return database.query(
        "SELECT column_name FROM (DESCRIBE SELECT * FROM " + rows + " every_row) ORDER BY 1",
        row -> "coalesce(CAST(" + Sql.name(row.getString(1)) + " AS VARCHAR), chr(30))");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
