/**
 * Gradients of a DL4J graph, computed a chunk of groups at a time, so that what passes between its
 * layers stays in the processor's cache and no operation costs more than its arithmetic.
 *
 * <p>Start at {@link dev.shopfuse.training.network.chunk.ChunkedGraph}. DL4J owns the graph, its
 * parameters, its gradients and its updater; here are only forward and backward pass of the parts
 * the towers are made of, one class a part. May depend on DL4J, ND4J and {@code training.network}.
 */
package dev.shopfuse.training.network.chunk;
