package dev.shopfuse.spark.score;

import dev.shopfuse.spark.table.OutputPath;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ScoringReport;
import dev.shopfuse.training.table.TableKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
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
   * @throws InputException if the users lack a column the bundle reads, or the folder is in use
   */
  public static ScoringReport write(SparkTables tables, ScoringBundle opened, String folder) {
    SparkSession session = tables.database().session();
    requireColumns(tables, opened);
    Broadcast<byte[]> bundle = broadcast(session, opened.job().bundle());
    try {
      Dataset<Row> ranked = rank(tables.database(), opened, bundle);
      return OutputPath.write(
          session,
          folder,
          target -> {
            session.sparkContext().setJobDescription("scores");
            long start = System.nanoTime();
            ranked.write().parquet(target.path());
            double seconds = (System.nanoTime() - start) / 1e9;
            long users = session.table("users").count();
            long rows = session.read().parquet(target.path()).count();
            return new ScoringReport(users, opened.shops(), rows, seconds);
          });
    } finally {
      SharedRankers.close(bundle);
      bundle.unpersist();
    }
  }

  /** Every executor gets the bundle, also one that is started later in place of a lost one. */
  private static Broadcast<byte[]> broadcast(SparkSession session, String bundle) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of(bundle));
      return JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + bundle, e);
    }
  }

  private static void requireColumns(SparkTables tables, ScoringBundle opened) {
    List<String> columns = tables.columns(TableKind.USERS);
    for (String column : opened.profileColumns()) {
      if (!columns.contains(column)) {
        throw new InputException(
            "The bundle reads column \"%s\" of users, which have only %s; add the column to the file of users, or give a bundle that was trained without it"
                .formatted(column, String.join(", ", columns)));
      }
    }
  }

  private static Dataset<Row> rank(
      SparkDatabase database, ScoringBundle opened, Broadcast<byte[]> bundle) {
    List<String> columns = opened.profileColumns();
    return UserRows.profiles(database, columns)
        .cogroupSorted(
            UserRows.visits(database),
            new Column[0],
            UserRows.order(),
            new UserRanking(bundle, columns, opened.job()),
            Encoders.row(SCHEMA));
  }
}
