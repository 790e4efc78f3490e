package dev.shopfuse.training.model;

import dev.shopfuse.training.config.OptimizerConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.LinearDecay;
import dev.shopfuse.training.network.WarmUp;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** The learning rate by step, one schedule for towers and tables. */
final class LearningRate {
  private LearningRate() {}

  /**
   * Returns the schedule of a configuration; steps count from 0. The rate is full from the last
   * step of the warm-up on, and falls after the step that follows it.
   *
   * @param multiple of the rate of the configuration
   */
  static ISchedule of(TrainingConfig config, double multiple) {
    OptimizerConfig optimizer = config.optimizer();
    double rate = multiple * config.training().learningRate();
    ISchedule base =
        optimizer.decaySteps() == 0
            ? new FixedSchedule(rate)
            : new LinearDecay(rate, optimizer.warmUpSteps(), optimizer.decaySteps());
    return optimizer.warmUpSteps() == 0 ? base : new WarmUp(base, optimizer.warmUpSteps());
  }
}
