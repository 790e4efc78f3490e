/**
 * Embedding tables outside DL4J's flat parameter vector, and the optimisers that update only the
 * rows a step touches: what a step costs does not depend on the vocabulary.
 *
 * <p>Start at {@link dev.shopfuse.training.network.embedding.EmbeddingTable}. A lookup copies rows
 * into a {@link dev.shopfuse.training.network.RowBuffer}, the input of the graph; the gradient of
 * that input is summed by {@link dev.shopfuse.training.network.embedding.RowGradients} and applied
 * by a {@link dev.shopfuse.training.network.embedding.RowOptimizer}. May depend on DL4J, ND4J and
 * {@code training.network}.
 */
package dev.shopfuse.training.network.embedding;
