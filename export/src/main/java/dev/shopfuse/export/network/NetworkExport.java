package dev.shopfuse.export.network;

import dev.shopfuse.export.onnx.OnnxModel;
import java.nio.file.Path;

/**
 * What was exported. Immutable.
 *
 * @param file the ONNX file
 * @param bytes its size
 * @param model what it holds
 * @param parity how well it computes what the network computes
 */
public record NetworkExport(Path file, long bytes, OnnxModel model, NetworkParity.Report parity) {}
