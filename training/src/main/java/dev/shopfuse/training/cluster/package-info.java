/**
 * What an engine beyond one machine does; {@link dev.shopfuse.training.cluster.ClusterEngine} is
 * implemented outside, and found by a service loader. {@link
 * dev.shopfuse.training.cluster.ShardTraining} trains from sample shards, with an engine or
 * without.
 *
 * <p>May depend on {@code sample}, {@code train} and {@code report}.
 */
package dev.shopfuse.training.cluster;
