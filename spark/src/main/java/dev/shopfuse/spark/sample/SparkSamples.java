package dev.shopfuse.spark.sample;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.shopfuse.spark.table.OutputPath;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.sample.SampleLayout;
import dev.shopfuse.training.sample.SampleRows;
import dev.shopfuse.training.sample.SampleScripts;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.TableKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Cuts samples out of visit tables on Spark and writes them as shards; see {@link SampleLayout}.
 *
 * <p>The rows are those that DuckDB gives for the same tables. Not thread-safe; one per tables.
 */
public final class SparkSamples {
  private final SparkTables tables;
  private final SparkDatabase database;
  private final int shards;
  private final OutputPath target;

  private SparkSamples(SparkTables tables, int shards, OutputPath target) {
    this.tables = tables;
    this.database = tables.database();
    this.shards = shards;
    this.target = target;
  }

  /**
   * Writes the samples of these tables, all or nothing.
   *
   * @param folder a new folder on any file system Spark reaches
   * @param shards how many shards; 0 chooses by the number of visits
   * @throws InputException if the folder is in use, the train split has no shop visit, or a column
   *     has a name that samples use themselves
   */
  public static SampleSummary write(SparkTables tables, String folder, int shards) {
    SampleLayout.requireFreeNames(tables::columns);
    SparkDatabase database = tables.database();
    return OutputPath.write(
        database.session(),
        folder,
        target -> {
          database.executeAll(SampleScripts.numberedVisits());
          requireShopVisits(database);
          int chosen = SampleLayout.shards(shards, count(database, "numbered_visits"));
          return new SparkSamples(tables, chosen, target).write();
        });
  }

  private static void requireShopVisits(SparkDatabase database) {
    String shopVisits = "SELECT 1 FROM numbered_visits WHERE is_shop AND part = 0 LIMIT 1";
    if (database.query(shopVisits).isEmpty()) {
      throw new InputException(
          "The visits have no shop visit in the train split, so there is nothing to learn from;"
              + " add rows with page \"shop\"");
    }
  }

  private SampleSummary write() {
    for (Split split : Split.values()) {
      if (split != Split.TRAIN) {
        database.executeAll(SampleScripts.heldOut(split));
      }
      for (SampleRows rows : SampleRows.values()) {
        if (rows.splits().contains(split)) {
          writeShards(rows.select(split), rows.order(), SampleLayout.folder(rows, split));
        }
      }
    }
    writeShards(SampleLayout.numbered(TableKind.USERS), "user_number", TableKind.USERS.table());
    for (TableKind kind : List.of(TableKind.ITEMS, TableKind.SHOPS, TableKind.SHOP_ITEMS)) {
      database
          .query(SampleLayout.numbered(kind))
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(target.child(kind.table()));
    }
    tables.featureFile().ifPresent(text -> target.writeText(SparkTables.FEATURES, text));
    SampleSummary summary =
        new SampleSummary(
            SampleSummary.FORMAT,
            count(database, "user_numbers"),
            Math.toIntExact(count(database, "item_numbers")),
            Math.toIntExact(count(database, "shop_numbers")),
            trainVisitsWhere("true"),
            trainVisitsWhere("is_shop"));
    target.writeText(SampleSummary.FILE, summary.toJson());
    return summary;
  }

  /** Overwrites, since a stage that ran half before an executor was lost may have left files. */
  private void writeShards(String sql, String order, String folder) {
    database.session().sparkContext().setJobDescription(folder);
    Column[] columns =
        Stream.concat(Stream.of(SampleLayout.SHARD), Arrays.stream(order.split(", ")))
            .map(column -> col(column))
            .toArray(Column[]::new);
    database
        .query(sql)
        .withColumn(SampleLayout.SHARD, expr(SampleLayout.shard(shards)))
        .repartition(shards, col(SampleLayout.SHARD))
        .sortWithinPartitions(columns)
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy(SampleLayout.SHARD)
        .parquet(target.child(folder));
  }

  /** Returns how many train visits of each shard meet a condition on a row. */
  private List<Long> trainVisitsWhere(String condition) {
    Dataset<Row> written =
        database
            .session()
            .read()
            .parquet(target.child(SampleLayout.folder(SampleRows.TRAIN_VISITS, Split.TRAIN)))
            .where(condition)
            .groupBy(SampleLayout.SHARD)
            .count();
    Long[] counts = new Long[shards];
    Arrays.fill(counts, 0L);
    for (Row row : written.collectAsList()) {
      counts[row.getInt(0)] = row.getLong(1);
    }
    return List.of(counts);
  }

  private static long count(SparkDatabase database, String table) {
    return database.session().table(table).count();
  }
}
