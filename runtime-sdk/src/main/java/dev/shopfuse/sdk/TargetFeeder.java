package dev.shopfuse.sdk;

import ai.onnxruntime.OrtException;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.IndexEncoding;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Fills the inputs that describe items or shops from their encoded features: R rows give [R], or
 * [R, M] for lists of at most M values. Thread-safe: it only reads.
 */
final class TargetFeeder {
  private final Feature[] features;
  private final EncodedFeatures encoded;

  TargetFeeder(List<Feature> features, EncodedFeatures encoded) {
    this.features = features.toArray(new Feature[0]);
    this.encoded = encoded;
  }

  void feed(Workspace workspace, int[] targets, int from, int to) throws OrtException {
    for (Feature feature : features) {
      if (feature.isSequence()) {
        feedLists(workspace, feature, targets, from, to);
      } else if (feature.isIndexed()) {
        feedIndices(workspace, feature, targets, from, to);
      } else {
        feedNumbers(workspace, feature, targets, from, to);
      }
    }
  }

  private void feedIndices(Workspace workspace, Feature feature, int[] targets, int from, int to)
      throws OrtException {
    int[] indices = encoded.indices(feature);
    LongBuffer out = workspace.longs(feature.name(), to - from);
    for (int i = from; i < to; i++) {
      out.put(i - from, indices[targets[i]]);
    }
    workspace.feedLongs(feature.name(), to - from, TensorBuffer.ONE_AXIS);
  }

  private void feedNumbers(Workspace workspace, Feature feature, int[] targets, int from, int to)
      throws OrtException {
    float[] numbers = encoded.numbers(feature);
    FloatBuffer out = workspace.floats(feature.name(), to - from);
    for (int i = from; i < to; i++) {
      out.put(i - from, numbers[targets[i]]);
    }
    workspace.feedFloats(feature.name(), to - from, TensorBuffer.ONE_AXIS);
  }

  private void feedLists(Workspace workspace, Feature feature, int[] targets, int from, int to)
      throws OrtException {
    int[] offsets = encoded.offsets(feature);
    int[] values = encoded.values(feature);
    int longest = 1;
    for (int i = from; i < to; i++) {
      longest = Math.max(longest, offsets[targets[i] + 1] - offsets[targets[i]]);
    }
    LongBuffer out = workspace.longs(feature.name(), Math.multiplyExact(to - from, longest));
    int next = 0;
    for (int i = from; i < to; i++) {
      int start = offsets[targets[i]];
      int length = offsets[targets[i] + 1] - start;
      for (int j = 0; j < longest; j++) {
        out.put(next++, j < length ? values[start + j] : IndexEncoding.NONE_ROW);
      }
    }
    workspace.feedLongs(feature.name(), to - from, longest);
  }
}
