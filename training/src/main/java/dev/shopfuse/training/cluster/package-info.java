/**
 * What an engine beyond one machine does; {@link dev.shopfuse.training.cluster.ClusterEngine} is
 * implemented outside, and found by a service loader.
 *
 * <p>May depend on {@code sample} only.
 */
package dev.shopfuse.training.cluster;
