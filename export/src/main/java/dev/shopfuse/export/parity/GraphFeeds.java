package dev.shopfuse.export.parity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of one run by name. It owns the native tensors: close it. Not thread-safe. */
final class GraphFeeds implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  /** Adds the user's features: [1], lists and histories [1, T]. */
  void user(List<Feature> features, UserContext user) throws OrtException {
    for (Feature feature : features) {
      if (feature.isSequence()) {
        int[] rows = user.rows(feature);
        add(feature, Arrays.stream(rows).asLongStream().toArray(), 1, rows.length);
      } else if (feature.isIndexed()) {
        add(feature, new long[] {user.index(feature)}, 1);
      } else {
        add(feature, new float[] {user.number(feature)}, 1);
      }
    }
  }

  /** Adds the features of the targets {@code indices[from..to)}: [R], lists [R, M]. */
  void targets(List<Feature> features, EncodedFeatures rows, int[] indices, int from, int to)
      throws OrtException {
    for (Feature feature : features) {
      if (feature.isSequence()) {
        lists(feature, rows, indices, from, to);
      } else if (feature.isIndexed()) {
        int[] column = rows.indices(feature);
        long[] values = new long[to - from];
        Arrays.setAll(values, i -> column[indices[from + i]]);
        add(feature, values, to - from);
      } else {
        float[] values = new float[to - from];
        for (int i = from; i < to; i++) {
          values[i - from] = rows.numbers(feature)[indices[i]];
        }
        add(feature, values, to - from);
      }
    }
  }

  private void lists(Feature feature, EncodedFeatures rows, int[] indices, int from, int to)
      throws OrtException {
    int[] offsets = rows.offsets(feature);
    int longest = 1;
    for (int i = from; i < to; i++) {
      longest = Math.max(longest, offsets[indices[i] + 1] - offsets[indices[i]]);
    }
    long[] values = new long[(to - from) * longest];
    Arrays.fill(values, IndexEncoding.NONE_ROW);
    for (int i = from; i < to; i++) {
      int start = offsets[indices[i]];
      for (int j = start; j < offsets[indices[i] + 1]; j++) {
        values[(i - from) * longest + j - start] = rows.values(feature)[j];
      }
    }
    add(feature, values, to - from, longest);
  }

  private void add(Feature feature, long[] values, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    tensors.put(
        feature.name(), OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
  }

  private void add(Feature feature, float[] values, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    tensors.put(
        feature.name(), OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
    tensors.clear();
  }
}
