/**
 * Samples: which shop visit is learned or held out, and what the user had done before it.
 *
 * <p>Start at {@code SampleBuilder}, which makes a {@link SampleSet} out of visit tables. The
 * statements that decide what an example may see are SQL resources beside this package. May depend
 * on {@code table} only; knows neither features nor networks.
 *
 * <p>Targets are named by catalogue index: 0 is the unknown target, 1 is "none", real ones start at
 * {@link VisitSequences#FIRST_TARGET}.
 */
package dev.shopfuse.training.sample;
