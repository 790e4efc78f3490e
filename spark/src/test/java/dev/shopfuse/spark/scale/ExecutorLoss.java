package dev.shopfuse.spark.scale;

import dev.shopfuse.spark.sample.SampleDigest;
import dev.shopfuse.spark.sample.SparkSamples;
import dev.shopfuse.spark.score.BatchScoring;
import dev.shopfuse.spark.score.ScoringBundle;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Runs both jobs on a cluster of two executor processes on this machine, kills one of them in the
 * middle of each, and compares with what one machine gives.
 *
 * <p>Needs SPARK_HOME: a folder whose {@code jars} holds the class path, for the executors.
 *
 * <pre>ExecutorLoss DATA WORK BUNDLE</pre>
 */
public final class ExecutorLoss {
  private ExecutorLoss() {}

  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]).toAbsolutePath();
    Path work = Path.of(arguments[1]).toAbsolutePath();
    ScoringBundle job = ScoringBundle.open(new ScoringJob(arguments[2], "", 20, false));
    SparkSession session = LocalCluster.start(work);
    Killer killer = new Killer();
    session.sparkContext().addSparkListener(killer);
    try (SparkDatabase database = SparkDatabase.open(session, work.toString())) {
      SparkTables tables = SparkTables.open(database, data.toString(), 0);
      killer.arm(20);
      SparkSamples.write(tables, work.resolve("samples").toString(), 4);
      killer.requireKilled("sampling");
      BatchScoring.write(tables, job, work.resolve("undisturbed").toString());
      killer.arm(3);
      BatchScoring.write(tables, job, work.resolve("disturbed").toString());
      killer.requireKilled("scoring");
    }
    session.stop();
    compareSamples(data, work);
    compareScores(work);
  }

  /** Kills one executor after some tasks. */
  private static final class Killer extends SparkListener {
    private final AtomicInteger tasksLeft = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean killed;

    void arm(int tasks) {
      killed = false;
      tasksLeft.set(tasks);
    }

    void requireKilled(String job) {
      if (!killed) {
        throw new IllegalStateException("No executor was killed while " + job);
      }
      System.out.println("  killed an executor while " + job);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (tasksLeft.decrementAndGet() == 0) {
        killed = LocalCluster.killOne();
      }
    }
  }

  private static void compareSamples(Path data, Path work) {
    try (VisitTables tables = VisitTables.open(data, TableOptions.strict().withScratch(work))) {
      requireEqual(
          "samples", SampleDigest.ofFolder(work.resolve("samples")), SampleDigest.ofTables(tables));
    }
  }

  private static void compareScores(Path work) {
    try (Database database = Database.open(work)) {
      requireEqual(
          "scores", scores(database, work, "undisturbed"), scores(database, work, "disturbed"));
    }
  }

  private static List<String> scores(Database database, Path work, String folder) {
    return database.query(
        "SELECT * FROM read_parquet(%s) ORDER BY user_id, place"
            .formatted(Sql.text(work.resolve(folder) + "/*.parquet")),
        row -> row.getString(1) + row.getInt(2) + row.getString(3) + row.getFloat(4));
  }

  private static void requireEqual(String what, Object one, Object other) {
    if (!one.equals(other)) {
      throw new IllegalStateException(what + " differ after an executor was lost");
    }
    System.out.println("  " + what + " are the same");
  }
}
