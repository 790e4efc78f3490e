package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Notices a loss that is no number or has exploded since the run began. Not thread-safe. */
final class LossWatch {
  /** A sound run does not leave its first steps so far behind, whatever the loss. */
  private static final double EXPLOSION = 100;

  /** Fresh weights give a loss about 1; only extreme inputs bring it here. */
  private static final double FIRST_LIMIT = 10_000;

  private static final int FIRST_STEPS = 10;

  private int steps;
  private double sum;

  /** Returns whether a step may be taken with this loss, and remembers it if so. */
  boolean accept(double loss) {
    boolean sound = Double.isFinite(loss) && loss <= limit();
    if (sound && steps < FIRST_STEPS) {
      steps++;
      sum += loss;
    }
    return sound;
  }

  private double limit() {
    return steps == 0 ? FIRST_LIMIT : EXPLOSION * Math.max(1, Math.abs(sum / steps));
  }

  ObjectNode toTree() {
    return JsonNodeFactory.instance.objectNode().put("steps", steps).put("sum", sum);
  }

  void restore(JsonNode tree) {
    steps = tree.path("steps").asInt();
    sum = tree.path("sum").asDouble();
  }
}
