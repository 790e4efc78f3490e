package dev.shopfuse.training.network;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule that begins with a linear rise to another one. A saved model holds its schedule as
 * JSON, from which ND4J's own class cannot be read.
 */
public final class WarmUp extends RampSchedule {
  private static final long serialVersionUID = 1;

  /**
   * Creates the schedule.
   *
   * @param base what it rises to
   * @param steps how many steps that takes, at least 1
   */
  @JsonCreator
  public WarmUp(@JsonProperty("base") ISchedule base, @JsonProperty("steps") int steps) {
    super(base, steps);
  }

  /** Returns what it rises to. */
  @JsonProperty("base")
  public ISchedule base() {
    return baseSchedule;
  }

  /** Returns how many steps that takes. */
  @JsonProperty("steps")
  public int steps() {
    return numIter;
  }

  @Override
  public ISchedule clone() {
    return new WarmUp(baseSchedule.clone(), numIter);
  }

  /** DL4J lays out the state of layers together whose updaters are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WarmUp that
        && that.numIter == numIter
        && that.baseSchedule.equals(baseSchedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(baseSchedule, numIter);
  }
}
