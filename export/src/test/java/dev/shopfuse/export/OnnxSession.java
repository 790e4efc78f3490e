package dev.shopfuse.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A model in ONNX Runtime. Not thread-safe; closing it frees the native session. */
public final class OnnxSession implements AutoCloseable {
  private final OrtSession session;

  public OnnxSession(OnnxModel model) {
    try {
      session = OrtEnvironment.getEnvironment().createSession(model.toBytes());
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An array with its shape, as an input or an output. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Array(Object values, long... shape) {
    public float[] floats() {
      return (float[]) values;
    }
  }

  /** Runs the model and returns all outputs by name. */
  public Map<String, Array> run(Map<String, Array> inputs) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (var input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        Map<String, Array> outputs = new HashMap<>();
        for (var output : result) {
          OnnxTensor tensor = (OnnxTensor) output.getValue();
          float[] values = new float[tensor.getFloatBuffer().remaining()];
          tensor.getFloatBuffer().get(values);
          outputs.put(output.getKey(), new Array(values, tensor.getInfo().getShape()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  public Set<String> inputs() {
    return session.getInputNames();
  }

  private static OnnxTensor tensor(Array array) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return array.values() instanceof float[] floats
        ? OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), array.shape())
        : OnnxTensor.createTensor(
            environment, LongBuffer.wrap((long[]) array.values()), array.shape());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
