/**
 * The fused model: two towers as a DL4J graph, embedding tables beside it, and the encoders of the
 * SDK that turn visits into rows.
 *
 * <p>Start at {@link dev.shopfuse.training.model.FusedModel}; the graph is assembled in {@link
 * dev.shopfuse.training.model.TowerGraph}, the training batch in {@link
 * dev.shopfuse.training.model.BatchBuilder}, the files are in {@link
 * dev.shopfuse.training.model.ModelDirectory}. May depend on network, config and the SDK's
 * features.
 */
package dev.shopfuse.training.model;
