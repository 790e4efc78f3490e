/**
 * What can be said about a difference between two rankers, and how sure it is.
 *
 * <p>Start at {@link dev.shopfuse.training.statistics.PairedBootstrap}. Depends on nothing.
 */
package dev.shopfuse.training.statistics;
