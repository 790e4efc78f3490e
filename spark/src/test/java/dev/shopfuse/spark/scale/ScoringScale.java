package dev.shopfuse.spark.scale;

import dev.shopfuse.spark.SparkSessions;
import dev.shopfuse.spark.score.BatchScoring;
import dev.shopfuse.spark.score.ScoringBundle;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.cluster.ScoringReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Scores all users on Spark several times and prints each run; the first one warms up.
 *
 * <pre>ScoringScale MASTER DATA WORK BUNDLE RUNS</pre>
 */
public final class ScoringScale {
  static final int TOP = 20;

  private ScoringScale() {}

  public static void main(String[] arguments) {
    Path work = Path.of(arguments[2]).toAbsolutePath();
    SparkSession session =
        SparkSessions.open(
            arguments[0],
            Map.of(
                "spark.ui.enabled",
                "false",
                "spark.local.dir",
                work.resolve("local").toString(),
                "spark.sql.warehouse.dir",
                work.resolve("warehouse").toString(),
                "spark.sql.shuffle.partitions",
                "8"));
    try (SparkDatabase database = SparkDatabase.open(session, work.toString())) {
      SparkTables tables = SparkTables.open(database, arguments[1], 0);
      ScoringBundle bundle = ScoringBundle.open(new ScoringJob(arguments[3], "", TOP, false));
      for (int run = 0; run < Integer.parseInt(arguments[4]); run++) {
        double cpu = ProcessCpu.seconds();
        String out = work.resolve("scores-" + System.nanoTime()).toString();
        ScoringReport report = BatchScoring.write(tables, bundle, out);
        System.out.printf(
            Locale.ROOT,
            "%s run %d: %s; %.1f s CPU%n",
            arguments[0],
            run,
            report,
            ProcessCpu.seconds() - cpu);
      }
    }
    session.stop();
  }
}
