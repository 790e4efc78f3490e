package dev.shopfuse.spark.scale;

import dev.shopfuse.spark.SparkSessions;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A cluster of two executor processes on this machine. Needs SPARK_HOME, see {@link ExecutorLoss}.
 */
final class LocalCluster {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private LocalCluster() {}

  /** Starts it, with all that it writes below a folder. */
  static SparkSession start(Path work) {
    return SparkSessions.open(
        "local-cluster[2,1,1024]",
        Map.of(
            "spark.ui.enabled", "false",
            "spark.executor.memory", "1g",
            "spark.local.dir", work.resolve("local").toString(),
            "spark.sql.warehouse.dir", work.resolve("warehouse").toString(),
            "spark.sql.shuffle.partitions", "8"));
  }

  /** Kills one executor; returns whether there was one. */
  static boolean killOne() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
        .findFirst()
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }
}
