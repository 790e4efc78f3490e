package dev.shopfuse.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One graph in ONNX Runtime with its inputs in place, so that a run measures the engine alone: one
 * thread, direct tensors, a pinned output. It owns the native memory: close it. Not thread-safe.
 */
final class GraphRun implements AutoCloseable {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final FloatBuffer scores;
  private final OnnxTensor pinned;

  /**
   * Prepares a run.
   *
   * @param rows the ids of each input, row by row: one row is repeated where the graph wants N
   * @param candidates N
   */
  GraphRun(OnnxGraph graph, Map<String, long[][]> rows, int candidates) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(OnnxModel.of(graph, Map.of()).toBytes(), options);
    }
    for (Value input : graph.inputs()) {
      boolean tiled = input.shape().dimension(0).equals(Dimension.of("N"));
      inputs.put(input.name(), tensor(input, rows(rows, input), tiled ? candidates : 1));
    }
    scores = direct(candidates * Float.BYTES).asFloatBuffer();
    pinned = OnnxTensor.createTensor(environment, scores, new long[] {candidates});
  }

  private static long[][] rows(Map<String, long[][]> rows, Value input) {
    long[][] found = rows.get(input.name());
    if (found == null) {
      throw new IllegalArgumentException("There are no ids for " + input + ".");
    }
    return found;
  }

  private static OnnxTensor tensor(Value input, long[][] rows, int count) throws OrtException {
    int width = rows[0].length;
    LongBuffer ids = direct(count * width * Long.BYTES).asLongBuffer();
    for (int row = 0; row < count; row++) {
      ids.put(rows[row % rows.length]);
    }
    ids.flip();
    boolean one = input.shape().rank() == 1;
    // One axis is either rows of one id, or, for the item samples, the ids of one row.
    long[] shape = one ? new long[] {(long) count * width} : new long[] {count, width};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), ids, shape);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Scores all candidates. */
  FloatBuffer run() throws OrtException {
    session.run(inputs, Set.of(), Map.of("shop", pinned)).close();
    return scores;
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    pinned.close();
    session.close();
  }
}
