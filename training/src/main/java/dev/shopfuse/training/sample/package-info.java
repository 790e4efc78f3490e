/**
 * Samples: which shop visit is learned or held out, and what the user had done before it.
 *
 * <p>Start at {@code SampleBuilder}, which makes a {@link SampleSet} out of visit tables. What an
 * example may see is counted by {@code TrainCollector}; what a case may see, and in which order
 * visits stand, say SQL resources beside this package. May depend on {@code table} only; knows
 * neither features nor networks.
 *
 * <p>Targets are named by catalogue index: 0 is the unknown target, 1 is "none", real ones start at
 * {@link VisitSequences#FIRST_TARGET}.
 */
package dev.shopfuse.training.sample;
