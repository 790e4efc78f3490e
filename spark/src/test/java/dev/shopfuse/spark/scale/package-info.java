/** What {@code spark/scale} runs: programs that measure, and that take executors away. */
package dev.shopfuse.spark.scale;
