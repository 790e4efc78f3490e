package dev.shopfuse.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of the tests: two threads, small. One a process.
 *
 * <p>Plans are run as they are: for a few hundred rows, compiling and adapting them would cost the
 * build more than running them. {@code spark/scale} runs them as a cluster does.
 */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    return SparkSessions.open(
        "local[2]",
        Map.of(
            "spark.ui.enabled", "false",
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "3",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.driver.host", "127.0.0.1",
            "spark.sql.warehouse.dir",
                System.getProperty("java.io.tmpdir") + "/shopfuse-warehouse"));
  }
}
