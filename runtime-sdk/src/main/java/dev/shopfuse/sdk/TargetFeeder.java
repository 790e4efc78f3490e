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
  private final List<Feature> features;
  private final EncodedFeatures encoded;

  TargetFeeder(List<Feature> features, EncodedFeatures encoded) {
    this.features = features;
    this.encoded = encoded;
  }

  void feed(Feeds feeds, int[] targets, int from, int to) throws OrtException {
    for (Feature feature : features) {
      if (feature.isSequence()) {
        feedLists(feeds, feature, targets, from, to);
      } else if (feature.isIndexed()) {
        feedIndices(feeds, feature, targets, from, to);
      } else {
        feedNumbers(feeds, feature, targets, from, to);
      }
    }
  }

  private void feedIndices(Feeds feeds, Feature feature, int[] targets, int from, int to)
      throws OrtException {
    int[] indices = encoded.indices(feature);
    LongBuffer out = feeds.workspace().longs(feature.name(), to - from);
    for (int i = from; i < to; i++) {
      out.put(i - from, indices[targets[i]]);
    }
    feeds.add(feature.name(), out, to - from);
  }

  private void feedNumbers(Feeds feeds, Feature feature, int[] targets, int from, int to)
      throws OrtException {
    float[] numbers = encoded.numbers(feature);
    FloatBuffer out = feeds.workspace().floats(feature.name(), to - from);
    for (int i = from; i < to; i++) {
      out.put(i - from, numbers[targets[i]]);
    }
    feeds.add(feature.name(), out, to - from);
  }

  private void feedLists(Feeds feeds, Feature feature, int[] targets, int from, int to)
      throws OrtException {
    int[] offsets = encoded.offsets(feature);
    int[] values = encoded.values(feature);
    int longest = 1;
    for (int i = from; i < to; i++) {
      longest = Math.max(longest, offsets[targets[i] + 1] - offsets[targets[i]]);
    }
    LongBuffer out = feeds.workspace().longs(feature.name(), (to - from) * longest);
    int next = 0;
    for (int i = from; i < to; i++) {
      int start = offsets[targets[i]];
      int length = offsets[targets[i] + 1] - start;
      for (int j = 0; j < longest; j++) {
        out.put(next++, j < length ? values[start + j] : IndexEncoding.NONE_ROW);
      }
    }
    feeds.add(feature.name(), out, to - from, longest);
  }
}
