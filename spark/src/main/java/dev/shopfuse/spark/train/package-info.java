/**
 * Data-parallel training: {@link dev.shopfuse.spark.train.SparkRounds} runs a round as one barrier
 * stage and a shuffle.
 *
 * <p>May depend on the training module's trainer.
 */
package dev.shopfuse.spark.train;
