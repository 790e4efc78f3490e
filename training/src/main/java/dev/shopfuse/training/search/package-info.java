/**
 * Random search for a better configuration: trials drawn from a declared space, bad ones stopped
 * early, all of them kept.
 *
 * <p>Start at {@link dev.shopfuse.training.search.Search}. May depend on baseline, train and
 * everything below it.
 */
package dev.shopfuse.training.search;
