package dev.shopfuse.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens Spark sessions that read SQL as the shared statements are written. */
public final class SparkSessions {
  /** What the statements rely on, whatever the cluster's defaults say. */
  private static final Map<String, String> DIALECT =
      Map.of(
          "spark.sql.ansi.enabled", "true",
          "spark.sql.ansi.doubleQuotedIdentifiers", "true",
          "spark.sql.parser.escapedStringLiterals", "true",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.caseSensitive", "false",
          "spark.sql.sources.useV1SourceList", "avro,csv,json,kafka,orc,parquet,text");

  /**
   * Where one side of a join is small once it is partitioned, as users are beside their visits, a
   * hash table of it spares sorting the large side by ids, which is text. Sizes are measured before
   * it is chosen, so memory stays bounded.
   */
  private static final Map<String, String> JOINS =
      Map.of("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "64MB");

  private SparkSessions() {}

  /**
   * Opens a session, or takes the one that is open in this process.
   *
   * @param master a Spark master such as {@code local[2]}; empty for the one {@code spark-submit}
   *     chose
   * @param settings further settings, such as memory; they may not change the dialect
   */
  public static SparkSession open(String master, Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder().appName("shopfuse");
    if (!master.isEmpty()) {
      builder.master(master);
    }
    JOINS.forEach(builder::config);
    settings.forEach(builder::config);
    DIALECT.forEach(builder::config);
    return builder.getOrCreate();
  }
}
