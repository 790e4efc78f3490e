package dev.shopfuse.sdk;

import ai.onnxruntime.OrtException;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Fills the inputs that describe the user: [1], or [1, T] for lists and histories of T values.
 * Thread-safe: it only reads.
 */
final class UserFeeder {
  private final List<Feature> features;

  UserFeeder(List<Feature> features) {
    this.features = features;
  }

  void feed(Feeds feeds, UserContext context) throws OrtException {
    for (Feature feature : features) {
      if (feature.isSequence()) {
        feedSequence(feeds, feature.name(), context.rows(feature));
      } else if (feature.isIndexed()) {
        LongBuffer out = feeds.workspace().longs(feature.name(), 1);
        out.put(0, context.index(feature));
        feeds.add(feature.name(), out, 1);
      } else {
        FloatBuffer out = feeds.workspace().floats(feature.name(), 1);
        out.put(0, context.number(feature));
        feeds.add(feature.name(), out, 1);
      }
    }
  }

  private static void feedSequence(Feeds feeds, String name, int[] rows) throws OrtException {
    LongBuffer out = feeds.workspace().longs(name, rows.length);
    for (int i = 0; i < rows.length; i++) {
      out.put(i, rows[i]);
    }
    feeds.add(name, out, 1, rows.length);
  }
}
