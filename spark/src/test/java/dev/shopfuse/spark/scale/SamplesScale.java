package dev.shopfuse.spark.scale;

import dev.shopfuse.spark.SparkSessions;
import dev.shopfuse.spark.sample.SampleDigest;
import dev.shopfuse.spark.sample.SparkSamples;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Cuts samples on Spark and tells what it cost; with {@code compare} it cuts them with DuckDB, too,
 * and compares row for row.
 *
 * <pre>SamplesScale MASTER DATA WORK [compare]</pre>
 */
public final class SamplesScale {
  private SamplesScale() {}

  public static void main(String[] arguments) {
    Path data = Path.of(arguments[1]).toAbsolutePath();
    Path work = Path.of(arguments[2]).toAbsolutePath();
    Path samples = work.resolve("samples");
    JobCosts costs = new JobCosts();
    Map<String, String> settings =
        Map.of(
            "spark.ui.enabled", "false",
            "spark.local.dir", work.resolve("local").toString(),
            "spark.sql.warehouse.dir", work.resolve("warehouse").toString(),
            "spark.sql.shuffle.partitions", System.getProperty("partitions", "16"));
    SparkSession session = SparkSessions.open(arguments[0], settings);
    session.sparkContext().addSparkListener(costs);
    try (DiskWatch disk = new DiskWatch(work)) {
      long start = System.nanoTime();
      SampleSummary summary;
      long visits;
      try (SparkDatabase database = SparkDatabase.open(session, work.toString())) {
        summary =
            SparkSamples.write(
                SparkTables.open(database, data.toString(), 0), samples.toString(), 0);
        visits = session.table("numbered_visits").count();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d visits, %,d users, %d shards: %.0f s wall, %.0f s CPU of the process (%.1f per"
              + " million)%n  %s%n  dearest: %s%n  at most %.2f GB of disk, %.1f GB of heap in use%n",
          visits,
          summary.users(),
          summary.shards(),
          seconds,
          ProcessCpu.seconds(),
          ProcessCpu.seconds() / visits * 1e6,
          costs.perMillion(visits),
          costs.dearest(6),
          disk.mostBytes() / 1e9,
          disk.mostHeapBytes() / 1e9);
    }
    session.stop();
    if (arguments.length > 3) {
      compare(data, work);
    }
  }

  private static void compare(Path data, Path work) {
    Map<String, String> spark = SampleDigest.ofFolder(work.resolve("samples"));
    Map<String, String> duckDb;
    try (VisitTables tables = VisitTables.open(data, TableOptions.strict().withScratch(work))) {
      duckDb = SampleDigest.ofTables(tables);
    }
    if (!spark.equals(duckDb)) {
      throw new IllegalStateException(
          "Samples differ:\n  Spark  " + spark + "\n  DuckDB " + duckDb);
    }
    spark.forEach((part, digest) -> System.out.println("  equal " + part + " " + digest));
  }
}
