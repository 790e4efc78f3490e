/**
 * Samples on Spark: {@link dev.shopfuse.spark.sample.SparkSamples} writes them as shards.
 *
 * <p>May depend on {@code table} and on the training module's samples.
 */
package dev.shopfuse.spark.sample;
