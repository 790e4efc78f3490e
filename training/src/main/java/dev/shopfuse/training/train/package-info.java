/**
 * Training runs: examples streamed in seeded order, evaluated on the tune split after each epoch,
 * the best epoch kept.
 *
 * <p>Start at {@link dev.shopfuse.training.train.Trainer}. May depend on model, evaluate, sample
 * and config.
 */
package dev.shopfuse.training.train;
