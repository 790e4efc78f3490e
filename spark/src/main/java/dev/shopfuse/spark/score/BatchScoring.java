package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.spark.table.OutputPath;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.cluster.ScoringReport;
import dev.shopfuse.training.table.TableKind;
import java.io.File;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Ranks all shops for all users with the ranker that devices use, and writes the best of each user
 * as Parquet: {@code user_id, place, shop_id, score}.
 *
 * <p>Every visit of the tables counts, of whatever split. A row whose profile the model refuses
 * fails the run; it names the user.
 */
public final class BatchScoring {
  private static final StructType SCHEMA =
      new StructType()
          .add("user_id", DataTypes.StringType, false)
          .add("place", DataTypes.IntegerType, false)
          .add("shop_id", DataTypes.StringType, false)
          .add("score", DataTypes.FloatType, false);

  private BatchScoring() {}

  /**
   * Ranks and writes, all or nothing.
   *
   * @param folder a new folder on any file system Spark reaches
   * @throws InputException if the bundle is refused, the users lack a column it reads, or the
   *     folder is in use
   */
  public static ScoringReport write(SparkTables tables, ScoringJob settings, String folder) {
    SparkSession session = tables.database().session();
    Dataset<Row> ranked;
    int shops;
    try (ShopRanker ranker = SharedRankers.open(settings.bundle(), settings.publicKey())) {
      requireColumns(tables, ranker);
      shops = ranker.shopIds().size();
      ranked = rank(tables, settings, List.copyOf(ranker.profileColumns()));
    }
    String copy = new File(settings.bundle()).getName();
    try {
      return OutputPath.write(
          session,
          folder,
          target -> {
            long start = System.nanoTime();
            ranked.write().parquet(target.path());
            double seconds = (System.nanoTime() - start) / 1e9;
            long users = session.table("users").count();
            long rows = session.read().parquet(target.path()).count();
            return new ScoringReport(users, shops, rows, seconds);
          });
    } finally {
      SharedRankers.close(SparkFiles.get(copy));
    }
  }

  private static void requireColumns(SparkTables tables, ShopRanker ranker) {
    List<String> columns = tables.columns(TableKind.USERS);
    for (String column : ranker.profileColumns()) {
      if (!columns.contains(column)) {
        throw new InputException(
            "The bundle reads column \"%s\" of users, which have only %s"
                .formatted(column, String.join(", ", columns)));
      }
    }
  }

  private static Dataset<Row> rank(SparkTables tables, ScoringJob settings, List<String> columns) {
    SparkSession session = tables.database().session();
    session.sparkContext().addFile(settings.bundle());
    String copy = new File(settings.bundle()).getName();
    MapPartitionsFunction<Row, Row> rankPartition =
        rows ->
            new UserRanking(
                rows,
                SharedRankers.of(SparkFiles.get(copy), settings.publicKey()),
                columns,
                settings);
    return tables
        .database()
        .query(UserRows.sql(columns))
        .mapPartitions(rankPartition, Encoders.row(SCHEMA));
  }
}
