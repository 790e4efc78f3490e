/**
 * Neural parts that DL4J lacks and that know nothing about shops: vertices over groups of rows, a
 * loss on logits, and embedding tables outside DL4J's flat parameter vector.
 *
 * <p>Start at {@link dev.shopfuse.training.network.GroupAddVertex} for the graph side and at {@link
 * dev.shopfuse.training.network.EmbeddingTable} for the tables. Each vertex is a configuration
 * class (public, stored as JSON with the graph) and a package-private implementation.
 *
 * <p>Rows of a group are consecutive: a batch of C groups with G rows each is [C*G, H]. May depend
 * on DL4J and ND4J only.
 */
package dev.shopfuse.training.network;
