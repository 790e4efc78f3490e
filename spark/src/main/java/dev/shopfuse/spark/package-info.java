/**
 * Shopfuse on Apache Spark, for logs that outgrow one machine.
 *
 * <p>Start at {@link dev.shopfuse.spark.SparkEngine}, which the command line calls, or {@link
 * dev.shopfuse.spark.SparkJob}, which {@code spark-submit} does; {@code table} reads visit tables,
 * {@code sample} cuts samples out of them, {@code train} trains from those and {@code score} ranks
 * for all users. Statements, rules and layouts are those of the training module. May depend on
 * training and the SDK; nothing depends on it.
 */
package dev.shopfuse.spark;
