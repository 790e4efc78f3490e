package dev.shopfuse.sdk;

import ai.onnxruntime.OrtException;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Fills the inputs that describe the user: [1], or [1, T] for lists and histories of T values.
 * Thread-safe: it only reads.
 */
final class UserFeeder {
  private final Feature[] features;

  UserFeeder(List<Feature> features) {
    this.features = features.toArray(new Feature[0]);
  }

  void feed(Workspace workspace, UserContext context) throws OrtException {
    for (Feature feature : features) {
      String name = feature.name();
      if (feature.isSequence()) {
        feedSequence(workspace, name, context.rows(feature), context.rowCount(feature));
      } else if (feature.isIndexed()) {
        workspace.longs(name, 1).put(0, context.index(feature));
        workspace.feedLongs(name, 1, TensorBuffer.ONE_AXIS);
      } else {
        workspace.floats(name, 1).put(0, context.number(feature));
        workspace.feedFloats(name, 1, TensorBuffer.ONE_AXIS);
      }
    }
  }

  private static void feedSequence(Workspace workspace, String name, int[] rows, int count)
      throws OrtException {
    LongBuffer out = workspace.longs(name, count);
    for (int i = 0; i < count; i++) {
      out.put(i, rows[i]);
    }
    workspace.feedLongs(name, 1, count);
  }
}
