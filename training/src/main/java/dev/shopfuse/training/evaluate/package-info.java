/**
 * Measures rankings: every shop is ranked, ties count against the model, seen shops are left out.
 *
 * <p>Start at {@link dev.shopfuse.training.evaluate.Evaluator}; it asks a {@link
 * dev.shopfuse.training.evaluate.ShopScorer} and fills {@link
 * dev.shopfuse.training.evaluate.Metrics}. May depend on the model, the samples and the SDK.
 */
package dev.shopfuse.training.evaluate;
