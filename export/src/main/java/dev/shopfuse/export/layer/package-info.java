/**
 * DL4J networks to ONNX nodes: one {@link dev.shopfuse.export.layer.LayerConverter} for each layer
 * and vertex class.
 *
 * <p>Start at {@link dev.shopfuse.export.layer.GraphConverter}, which walks a network; {@link
 * dev.shopfuse.export.layer.LayerConverters} holds the converters. A new layer gets a class of its
 * own, a line in {@code LayerConverters.standard()} and a contract test that compares it with DL4J.
 *
 * <p>Values have the features on their last axis. A value of rank 2 is rows [R, H]; rank 3 is rows
 * in groups [C, G, H], with which a network over rows works group by group. May depend on DL4J, on
 * the vertices of {@code training.network} and on {@code export.onnx}; knows nothing about shops.
 */
package dev.shopfuse.export.layer;
