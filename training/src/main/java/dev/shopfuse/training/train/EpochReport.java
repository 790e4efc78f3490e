package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Metrics;
import java.util.List;
import java.util.Optional;

/**
 * What one epoch brought. Immutable.
 *
 * @param epoch the pass, from 1
 * @param loss mean loss of its steps
 * @param tune the metrics on the tune split; empty if it has no user to evaluate
 * @param best whether it is the best epoch so far
 * @param trainingSeconds time spent in steps
 * @param evaluationSeconds time spent on the tune split
 * @param learningRates the configured learning rates of its steps, more than one if the run was
 *     resumed with another; empty if a checkpoint of an earlier version does not tell
 */
public record EpochReport(
    int epoch,
    double loss,
    Optional<Metrics> tune,
    boolean best,
    double trainingSeconds,
    double evaluationSeconds,
    List<Double> learningRates) {
  public EpochReport {
    learningRates = List.copyOf(learningRates);
  }

  /** Creates a report that does not tell the learning rates. */
  public EpochReport(
      int epoch,
      double loss,
      Optional<Metrics> tune,
      boolean best,
      double trainingSeconds,
      double evaluationSeconds) {
    this(epoch, loss, tune, best, trainingSeconds, evaluationSeconds, List.of());
  }

  /** Returns this report with the learning rates of its steps. */
  EpochReport with(List<Double> rates) {
    return new EpochReport(epoch, loss, tune, best, trainingSeconds, evaluationSeconds, rates);
  }
}
