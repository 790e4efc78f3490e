/**
 * An ONNX graph for people to look at: layers instead of nodes, and a picture of them.
 *
 * <p>Start at {@link dev.shopfuse.export.inspect.LayerGraph}, which gathers the nodes of a file
 * into layers; {@link dev.shopfuse.export.inspect.GraphDrawing} lays them out with the Eclipse
 * Layout Kernel and writes SVG. May depend on {@code export.onnx}; reads names and shapes, never
 * numbers.
 */
package dev.shopfuse.export.inspect;
