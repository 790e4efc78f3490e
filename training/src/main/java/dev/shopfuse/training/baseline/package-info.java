/**
 * What the fused model has to beat: heuristics, collaborative filtering, and the same network
 * without what makes it fused.
 *
 * <p>Start at {@link dev.shopfuse.training.baseline.Baselines}; its {@link
 * dev.shopfuse.training.baseline.BaselineTable} is compared with one of its rows by {@link
 * dev.shopfuse.training.baseline.BaselineComparison}. May depend on statistics, on train and on
 * everything below it.
 */
package dev.shopfuse.training.baseline;
