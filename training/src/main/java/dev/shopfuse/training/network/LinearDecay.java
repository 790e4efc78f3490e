package dev.shopfuse.training.network;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule that falls in a line to 0. ND4J's PolySchedule rises to double its value before it is
 * 0: it computes {@code (1 + i / maxIter)^power}. Immutable.
 *
 * @param rate what it falls from
 * @param from the last step of the full rate
 * @param steps how many steps later it is 0, at least 1
 */
public record LinearDecay(
    @JsonProperty("rate") double rate,
    @JsonProperty("from") int from,
    @JsonProperty("steps") int steps)
    implements ISchedule {
  public LinearDecay {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "Decay takes " + steps + " steps; it must take 1 or more.");
    }
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    double passed = Math.max(0.0, (double) iteration - from);
    return rate * Math.max(0, 1 - passed / steps);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
