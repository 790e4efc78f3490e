/**
 * DL4J networks to ONNX nodes: one {@link dev.shopfuse.export.layer.LayerConverter} for each layer
 * and vertex class.
 *
 * <p>Start at {@link dev.shopfuse.export.layer.GraphConverter}, which walks a network; {@link
 * dev.shopfuse.export.layer.LayerConverters} holds the converters, {@code StandardConverters} lists
 * them. A new layer gets a class of its own, a line in that list, a {@code ContractCase} that is
 * compared with DL4J, and a line in {@code docs/supported-layers.md}, which is generated.
 *
 * <p>Values have DL4J's axes: rows [N, H], time series [N, C, T], pictures [N, C, H, W]; or, in a
 * network over rows in groups, the features on the last axis, [C, G, H]: {@link
 * dev.shopfuse.export.layer.FeatureAxis} says which. A mask of a time series goes along with its
 * value. May depend on DL4J, on the vertices of {@code training.network} and on {@code
 * export.onnx}; knows nothing about shops.
 */
package dev.shopfuse.export.layer;
