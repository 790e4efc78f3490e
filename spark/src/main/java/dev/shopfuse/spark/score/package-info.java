/**
 * Batch scoring: {@link dev.shopfuse.spark.score.BatchScoring} ranks all shops for all users with
 * the SDK, one ranker a process.
 *
 * <p>May depend on {@code table} and on the SDK.
 */
package dev.shopfuse.spark.score;
