package dev.shopfuse.training.network;

import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * AdaGrad that keeps its schedule. DL4J clones the updater of every layer, and a clone of ND4J's
 * own class has no schedule and the learning rate NaN.
 */
public final class ScheduledAdaGrad extends AdaGrad {
  private static final long serialVersionUID = 1;

  /** For Jackson, which fills it. */
  public ScheduledAdaGrad() {}

  public ScheduledAdaGrad(ISchedule rate) {
    super(rate);
  }

  @Override
  public AdaGrad clone() {
    ScheduledAdaGrad clone = new ScheduledAdaGrad(getLearningRateSchedule().clone());
    clone.setEpsilon(getEpsilon());
    return clone;
  }
}
