package dev.shopfuse.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the tests: two threads, small. One a process. */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    return SparkSessions.open(
        "local[2]",
        Map.of(
            "spark.ui.enabled", "false",
            "spark.sql.shuffle.partitions", "3",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.driver.host", "127.0.0.1",
            "spark.sql.warehouse.dir",
                System.getProperty("java.io.tmpdir") + "/shopfuse-warehouse"));
  }
}
