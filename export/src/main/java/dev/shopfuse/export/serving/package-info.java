/**
 * The graph that a device runs: one user, N candidate shops, K item samples.
 *
 * <p>Start at {@link dev.shopfuse.export.serving.ServingGraph}. Inputs are named after features,
 * outputs after tasks; every embedding table is in the graph once. May depend on the model of
 * {@code training}, on {@code export.layer} and {@code export.onnx}.
 */
package dev.shopfuse.export.serving;
