/**
 * The configuration of a training run: records read from YAML, ranges checked, unknown keys refused
 * with the nearest known one.
 *
 * <p>Start at {@link dev.shopfuse.training.config.TrainingConfig}. May depend on Jackson only.
 */
package dev.shopfuse.training.config;
