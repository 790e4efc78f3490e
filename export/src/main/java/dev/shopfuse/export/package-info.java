/**
 * From a trained model to files that other tools and devices read.
 *
 * <p>Start at {@link dev.shopfuse.export.bundle.BundleExporter}, the whole chain. {@code onnx}
 * writes ONNX graphs, {@code layer} turns DL4J networks into them, {@code pass} changes graphs and
 * keeps their numbers, {@code serving} puts features, tables and towers together for one user and
 * many shops, {@code parity} compares the result with the trained model, {@code bundle} writes the
 * file that is shipped. {@code onnx}, {@code layer} and {@code pass} know nothing about shops.
 */
package dev.shopfuse.export;
