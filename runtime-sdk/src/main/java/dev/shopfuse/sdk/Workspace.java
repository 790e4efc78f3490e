package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.sdk.internal.IntArray;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything one call needs and the next one can use again, native buffers and tensors included, so
 * that ranking makes no garbage to speak of. It owns the tensors and closes them. Not thread-safe;
 * one per thread.
 */
final class Workspace implements AutoCloseable {
  /** The visits that the model reads, as catalogue indices, old to new. */
  final IntArray itemVisits = new IntArray();

  final IntArray shopVisits = new IntArray();
  final CandidateList candidates = new CandidateList();
  final BestFirst bestFirst = new BestFirst();
  final UserContext context;

  private final OrtEnvironment environment;
  private final Map<String, TensorBuffer> buffers = new HashMap<>();
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();
  private float[] scores = {};

  /** Makes room for a call; the tables are inputs of each and stay with the caller. */
  Workspace(OrtEnvironment environment, Map<String, OnnxTensor> tables, UserContext context) {
    this.environment = environment;
    this.context = context;
    inputs.putAll(tables);
  }

  /** Returns room for the scores of all candidates, kept from call to call. */
  float[] scores() {
    if (scores.length < candidates.size()) {
      scores = new float[candidates.size()];
    }
    return scores;
  }

  LongBuffer longs(String name, int room) {
    return buffer(name, false).longs(room);
  }

  FloatBuffer floats(String name, int room) {
    return buffer(name, true).floats(room);
  }

  /** Feeds the longs written last to the input of this name. */
  void feedLongs(String name, int rows, int columns) throws OrtException {
    inputs.put(name, buffer(name, false).tensor(rows, columns));
  }

  /** Feeds the floats written last to the input of this name. */
  void feedFloats(String name, int rows, int columns) throws OrtException {
    inputs.put(name, buffer(name, true).tensor(rows, columns));
  }

  /** Returns what has been fed, by name. */
  Map<String, OnnxTensor> inputs() {
    return inputs;
  }

  /** Pins the one output of a run, [rows]; its buffer is {@code floats(name, rows)}. */
  Map<String, OnnxTensor> pin(String name, int rows) throws OrtException {
    if (!outputs.containsKey(name)) {
      outputs.clear();
    }
    outputs.put(name, buffer(name, true).tensor(rows, TensorBuffer.ONE_AXIS));
    return outputs;
  }

  private TensorBuffer buffer(String name, boolean holdsFloats) {
    TensorBuffer buffer = buffers.get(name);
    if (buffer == null) {
      buffer = new TensorBuffer(environment, holdsFloats);
      buffers.put(name, buffer);
    }
    return buffer;
  }

  @Override
  public void close() {
    for (TensorBuffer buffer : buffers.values()) {
      buffer.close();
    }
    inputs.clear();
    outputs.clear();
  }
}
