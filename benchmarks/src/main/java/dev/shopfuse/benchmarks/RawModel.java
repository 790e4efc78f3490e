package dev.shopfuse.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The model of a bundle without the SDK: ONNX Runtime called by hand, one thread. It owns the
 * session: close it. Not thread-safe.
 *
 * <p>Only features that are rows of a table, as those of {@link BenchmarkMarket} are.
 */
final class RawModel implements AutoCloseable {
  final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  final OrtSession session;
  private final Bundle bundle;

  RawModel(Bundle bundle) throws OrtException {
    this.bundle = bundle;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(bundle.model(), options);
    }
  }

  /** Returns every input of a call as Java arrays: [N], and [1][T] for histories. */
  Map<String, Object> arrays(UserContext user, int[] shops) {
    Map<String, Object> arrays = new LinkedHashMap<>();
    for (Feature feature : bundle.contract().features()) {
      if (!session.getInputNames().contains(feature.name())) {
        continue;
      }
      if (feature.side() == Side.USER) {
        arrays.put(feature.name(), ofUser(feature, user));
      } else if (feature.side() == Side.ITEM) {
        arrays.put(feature.name(), rows(feature, bundle.items().features(), user.itemSamples()));
      } else {
        arrays.put(feature.name(), rows(feature, bundle.shops().features(), shops));
      }
    }
    return arrays;
  }

  private static Object ofUser(Feature feature, UserContext user) {
    if (!feature.isSequence()) {
      return new long[] {user.index(feature)};
    }
    int[] rows = user.rows(feature);
    long[][] matrix = new long[1][rows.length];
    for (int i = 0; i < rows.length; i++) {
      matrix[0][i] = rows[i];
    }
    return matrix;
  }

  private static long[] rows(Feature feature, EncodedFeatures encoded, int[] targets) {
    int[] column = encoded.indices(feature);
    long[] rows = new long[targets.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = column[targets[i]];
    }
    return rows;
  }

  /** Returns the inputs as tensors over direct buffers, to be used again and again. */
  Map<String, OnnxTensor> prepare(Map<String, Object> arrays) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Object> input : arrays.entrySet()) {
      boolean flat = input.getValue() instanceof long[];
      long[] values = flat ? (long[]) input.getValue() : ((long[][]) input.getValue())[0];
      LongBuffer buffer =
          ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Long.BYTES))
              .order(ByteOrder.nativeOrder())
              .asLongBuffer()
              .put(values)
              .flip();
      long[] shape = flat ? new long[] {values.length} : new long[] {1, values.length};
      tensors.put(input.getKey(), OnnxTensor.createTensor(environment, buffer, shape));
    }
    return tensors;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
