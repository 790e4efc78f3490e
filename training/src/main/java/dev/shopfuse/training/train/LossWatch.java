package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.config.LossConfig;

/** Notices a loss that is no number or has exploded since the run began. Not thread-safe. */
final class LossWatch {
  /** A sound run does not leave its first steps so far behind, whatever the loss. */
  private static final double EXPLOSION = 100;

  /** Fresh weights give losses about 1 before they are weighted; only extreme inputs this. */
  private static final double FIRST_LIMIT = 10_000;

  private static final int FIRST_STEPS = 10;

  private int steps;
  private double sum;

  /**
   * Returns whether a step may be taken with this loss, and remembers it if so.
   *
   * @param weights what the loss is a weighted sum by
   */
  boolean accept(double loss, LossConfig weights) {
    boolean sound = Double.isFinite(loss) && loss <= limit(weights);
    if (sound && steps < FIRST_STEPS) {
      steps++;
      sum += loss;
    }
    return sound;
  }

  private double limit(LossConfig weights) {
    return steps == 0
        ? FIRST_LIMIT * Math.max(1, weights.itemWeight() + weights.shopWeight())
        : EXPLOSION * Math.max(1, Math.abs(sum / steps));
  }

  ObjectNode toTree() {
    return JsonNodeFactory.instance.objectNode().put("steps", steps).put("sum", sum);
  }

  void restore(JsonNode tree) {
    steps = tree.path("steps").asInt();
    sum = tree.path("sum").asDouble();
  }
}
