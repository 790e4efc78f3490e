package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.model.FusedModel;
import java.util.List;
import java.util.Optional;

/**
 * A finished run. The model has the weights of the best epoch.
 *
 * @param model the trained model
 * @param bestEpoch the epoch whose weights it has, from 1
 * @param epochs all epochs in their order, as they were before calibration
 * @param tune the tune metrics of the model; empty if there was nothing to tune on
 * @param evaluation the best epoch's evaluation on tune; empty if there was nothing to tune on, or
 *     if the run was resumed after it
 * @param calibration what calibrating brought; empty if there was nothing to calibrate on
 * @param growth what changed since the model the run began with; empty for a fresh model
 */
public record TrainingResult(
    FusedModel model,
    int bestEpoch,
    List<EpochReport> epochs,
    Optional<Metrics> tune,
    Optional<Evaluation> evaluation,
    Optional<CalibrationReport> calibration,
    Optional<Growth> growth) {
  public TrainingResult {
    epochs = List.copyOf(epochs);
  }

  /** Creates a run whose model is not calibrated. */
  public TrainingResult(
      FusedModel model, int bestEpoch, List<EpochReport> epochs, Optional<Evaluation> evaluation) {
    this(
        model,
        bestEpoch,
        epochs,
        epochs.get(bestEpoch - 1).tune(),
        evaluation,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Returns the learning rates that made the model, in the order of their first steps: more than
   * one if the run was resumed with another than it began with.
   */
  public List<Double> learningRates() {
    return epochs.stream()
        .limit(bestEpoch)
        .flatMap(epoch -> epoch.learningRates().stream())
        .distinct()
        .toList();
  }

  /** Returns this run with another model of the same weights. */
  public TrainingResult with(FusedModel other) {
    return new TrainingResult(other, bestEpoch, epochs, tune, evaluation, calibration, growth);
  }

  /** Returns this run with what it added to an earlier model. */
  public TrainingResult with(Growth change) {
    return new TrainingResult(
        model, bestEpoch, epochs, tune, evaluation, calibration, Optional.of(change));
  }
}
