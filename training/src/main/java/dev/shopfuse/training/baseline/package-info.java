/**
 * What the fused model has to beat: heuristics, and the same network without what makes it fused.
 *
 * <p>Start at {@link dev.shopfuse.training.baseline.Baselines}. May depend on train and everything
 * below it.
 */
package dev.shopfuse.training.baseline;
