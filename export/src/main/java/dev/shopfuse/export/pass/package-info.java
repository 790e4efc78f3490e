/**
 * Changes of a graph that keep the numbers it computes.
 *
 * <p>Start at {@link dev.shopfuse.export.pass.PassSequence}, which applies one {@link
 * dev.shopfuse.export.pass.GraphPass} after the other and says what each has changed. A new pass is
 * a class of its own that copies a graph with {@code GraphCopy}, and a parity test.
 *
 * <p>Where numbers must be computed at export, ONNX Runtime computes them, as it would on the
 * device. May depend on {@code export.onnx} and ONNX Runtime; knows neither DL4J nor shops.
 */
package dev.shopfuse.export.pass;
