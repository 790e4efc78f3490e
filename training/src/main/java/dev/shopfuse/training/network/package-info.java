/**
 * Neural parts that DL4J lacks and that know nothing about shops: vertices over groups of rows and
 * losses on logits; in {@code embedding} tables outside DL4J's flat parameter vector, in {@code
 * chunk} a faster way to the gradients of plain towers.
 *
 * <p>Start at {@link dev.shopfuse.training.network.GroupAddVertex} for vertices and at {@link
 * dev.shopfuse.training.network.LogitLoss} for losses. Each vertex is a configuration class
 * (public, stored as JSON with the graph) and a package-private implementation.
 *
 * <p>Rows of a group are consecutive: a batch of C groups with G rows each is [C*G, H]. May depend
 * on DL4J and ND4J only.
 */
package dev.shopfuse.training.network;
