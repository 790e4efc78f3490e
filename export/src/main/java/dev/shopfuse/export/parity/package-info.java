/**
 * The proof that an exported graph computes what the trained model computes.
 *
 * <p>Start at {@link dev.shopfuse.export.parity.ParityCheck}; {@link
 * dev.shopfuse.export.parity.SampleRequests} makes requests for it when none are at hand. May
 * depend on the model of {@code training}, {@code export.onnx}, and ONNX Runtime.
 */
package dev.shopfuse.export.parity;
