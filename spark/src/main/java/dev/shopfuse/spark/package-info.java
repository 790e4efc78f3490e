/**
 * Shopfuse on Apache Spark, for logs that outgrow one machine.
 *
 * <p>Start at {@link dev.shopfuse.spark.SparkSessions}; {@code table} reads visit tables, {@code
 * sample} cuts samples out of them. Statements, rules and layouts are those of the training module.
 * May depend on training and the SDK; nothing depends on it.
 */
package dev.shopfuse.spark;
