/**
 * A marketplace that does not exist, for demonstrations and tests whose truth is known.
 *
 * <p>Start at {@link MarketplaceSimulator}. {@code Marketplace} is the hidden truth, {@code
 * MarketplaceFactory} draws it, {@code VisitSimulator} lets users visit. May depend on {@code
 * table} for writing a folder all or nothing.
 */
package dev.shopfuse.training.simulate;
