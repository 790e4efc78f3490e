package dev.shopfuse.export.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model in ONNX Runtime. It owns the native session: close it. Not thread-safe. */
final class OnnxRun implements AutoCloseable {
  private final OrtSession session;

  OnnxRun(OnnxModel model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = OrtEnvironment.getEnvironment().createSession(model.toBytes(), options);
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime refuses the graph: " + e.getMessage(), e);
    }
  }

  /** Runs the model; inputs that it does not have are left out. */
  Map<String, INDArray> outputs(Map<String, INDArray> feeds) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (String input : session.getInputNames()) {
        INDArray array = feeds.get(input);
        if (array == null) {
          throw new ExportException("The ONNX graph has an input %s of its own.".formatted(input));
        }
        tensors.put(
            input,
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                FloatBuffer.wrap(RandomInputs.floats(array)),
                array.shape()));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        Map<String, INDArray> outputs = new HashMap<>();
        for (var output : result) {
          outputs.put(output.getKey(), array((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime fails to run the graph: " + e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static INDArray array(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] numbers = new float[buffer.remaining()];
    buffer.get(numbers);
    return Nd4j.createFromArray(numbers).reshape('c', tensor.getInfo().getShape());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime fails to close the graph: " + e.getMessage(), e);
    }
  }
}
