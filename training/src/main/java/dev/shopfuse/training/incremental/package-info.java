/**
 * Training on: a run that begins with a trained model and newer visits. Vocabularies and catalogues
 * grow, everything known keeps its number, and what the run forgot is measured.
 *
 * <p>Start at {@link dev.shopfuse.training.incremental.EarlierModel}. May depend on train and on
 * everything below it.
 */
package dev.shopfuse.training.incremental;
