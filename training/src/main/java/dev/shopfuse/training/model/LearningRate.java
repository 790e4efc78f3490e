package dev.shopfuse.training.model;

import dev.shopfuse.training.config.OptimizerConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.WarmUp;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The learning rate by step, one schedule for towers and tables, out of DL4J's parts. */
final class LearningRate {
  private LearningRate() {}

  /**
   * Returns the schedule of a configuration; steps count from 0.
   *
   * @param multiple of the rate of the configuration
   */
  static ISchedule of(TrainingConfig config, double multiple) {
    OptimizerConfig optimizer = config.optimizer();
    double rate = multiple * config.training().learningRate();
    ISchedule base =
        optimizer.decaySteps() == 0
            ? new FixedSchedule(rate)
            : new PolySchedule(
                ScheduleType.ITERATION, rate, 1, optimizer.warmUpSteps() + optimizer.decaySteps());
    return optimizer.warmUpSteps() == 0 ? base : new WarmUp(base, optimizer.warmUpSteps());
  }
}
