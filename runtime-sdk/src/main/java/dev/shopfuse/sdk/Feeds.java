package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Tensors by name over the buffers of a {@link Workspace}. It owns the tensors and closes them; the
 * memory stays with the workspace. One per thread.
 */
final class Feeds implements AutoCloseable {
  private final OrtEnvironment environment;
  private final Workspace workspace;
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  Feeds(OrtEnvironment environment, Workspace workspace) {
    this.environment = environment;
    this.workspace = workspace;
  }

  Workspace workspace() {
    return workspace;
  }

  void add(String name, LongBuffer values, long... shape) throws OrtException {
    tensors.put(name, OnnxTensor.createTensor(environment, values, shape));
  }

  void add(String name, FloatBuffer values, long... shape) throws OrtException {
    tensors.put(name, OnnxTensor.createTensor(environment, values, shape));
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    for (OnnxTensor tensor : tensors.values()) {
      tensor.close();
    }
    tensors.clear();
  }
}
