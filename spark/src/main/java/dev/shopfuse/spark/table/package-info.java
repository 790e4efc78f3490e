/**
 * Visit tables as views of a Spark session.
 *
 * <p>Start at {@link dev.shopfuse.spark.table.SparkTables}. What Spark SQL lacks is in {@code
 * dialect.sql}. May depend on the training module's {@code table} only.
 */
package dev.shopfuse.spark.table;
