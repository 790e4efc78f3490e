/**
 * Any DL4J network to an ONNX file: read, convert, prove, write.
 *
 * <p>Start at {@link dev.shopfuse.export.network.OnnxExporter}. {@link
 * dev.shopfuse.export.network.Dl4jFile} reads what ModelSerializer saved and believes none of it;
 * {@link dev.shopfuse.export.network.NetworkParity} compares with DL4J. May depend on DL4J, ONNX
 * Runtime, {@code export.layer} and {@code export.onnx}; knows nothing about shops.
 */
package dev.shopfuse.export.network;
