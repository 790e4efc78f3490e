package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.OutputFolder;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes samples as shards with DuckDB; see {@link SampleLayout}. One per folder. */
public final class ShardWriter {
  private final VisitTables tables;
  private final Database database;
  private final int shards;
  private final Path folder;

  private ShardWriter(VisitTables tables, int shards, Path folder) {
    this.tables = tables;
    this.database = tables.database();
    this.shards = shards;
    this.folder = folder;
  }

  /**
   * Writes the samples of these tables, which must stay open meanwhile, all or nothing.
   *
   * @param target must not exist, or be empty
   * @param shards how many shards; 0 chooses by the number of visits
   * @throws InputException if the target is in use, the train split has no shop visit, or a column
   *     has a name that samples use themselves
   */
  public static SampleSummary write(VisitTables tables, Path target, int shards) {
    SampleLayout.requireFreeNames(tables::columns);
    int chosen = SampleLayout.shards(shards, tables.rows(TableKind.VISITS));
    return OutputFolder.write(target, folder -> new ShardWriter(tables, chosen, folder).write());
  }

  private SampleSummary write() {
    database.executeAll(SampleScripts.numberedVisits());
    try {
      SampleBuilder.countExamples(tables);
      for (Split split : Split.values()) {
        writeSplit(split);
      }
    } finally {
      database.execute("DROP TABLE IF EXISTS held_out");
      database.execute("DROP TABLE numbered_visits");
    }
    copy(sharded(SampleLayout.numbered(TableKind.USERS)), folder.resolve("users"), true);
    for (TableKind kind : List.of(TableKind.ITEMS, TableKind.SHOPS, TableKind.SHOP_ITEMS)) {
      copy(SampleLayout.numbered(kind), folder.resolve(kind.table()), false);
    }
    return summarise();
  }

  private void writeSplit(Split split) {
    if (split != Split.TRAIN) {
      database.executeAll(SampleScripts.heldOut(split));
    }
    for (SampleRows rows : SampleRows.values()) {
      if (rows.splits().contains(split)) {
        Path part = folder.resolve(SampleLayout.folder(rows, split));
        copy(sharded(rows.select(split)), part, true);
      }
    }
  }

  private String sharded(String select) {
    return "SELECT *, %s AS %s FROM (%s) every_row"
        .formatted(SampleLayout.shard(shards), SampleLayout.SHARD, select);
  }

  /** Writes one file, or a folder of them a shard. */
  private void copy(String select, Path part, boolean sharded) {
    try {
      Files.createDirectories(part);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + part, e);
    }
    database.execute(
        "COPY (%s) TO %s (FORMAT parquet%s)"
            .formatted(
                select,
                Sql.text((sharded ? part : part.resolve("data.parquet")).toString()),
                sharded ? ", PARTITION_BY (" + SampleLayout.SHARD + ")" : ""));
  }

  private SampleSummary summarise() {
    SampleSummary summary =
        new SampleSummary(
            SampleSummary.FORMAT,
            tables.rows(TableKind.USERS),
            Math.toIntExact(tables.rows(TableKind.ITEMS)),
            Math.toIntExact(tables.rows(TableKind.SHOPS)),
            trainVisitsWhere("true"),
            trainVisitsWhere("is_shop"));
    try {
      if (tables.featureFile().isPresent()) {
        Path features = tables.featureFile().get();
        Files.copy(features, folder.resolve(features.getFileName()));
      }
      Files.writeString(folder.resolve(SampleSummary.FILE), summary.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + folder, e);
    }
    return summary;
  }

  /** Returns how many train visits of each shard meet a condition on a row. */
  private List<Long> trainVisitsWhere(String condition) {
    Long[] counts = new Long[shards];
    Arrays.fill(counts, 0L);
    database.forEach(
        "SELECT %s AS shard, count(*) FROM %s WHERE %s GROUP BY ALL"
            .formatted(
                SampleLayout.shard(shards),
                new ShardFiles(folder)
                    .rows(SampleLayout.folder(SampleRows.TRAIN_VISITS, Split.TRAIN)),
                condition),
        row -> counts[row.getInt(1)] = row.getLong(2));
    return List.of(counts);
  }
}
