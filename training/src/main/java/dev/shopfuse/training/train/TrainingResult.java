package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.model.FusedModel;
import java.util.List;
import java.util.Optional;

/**
 * A finished run. The model has the weights of the best epoch.
 *
 * @param model the trained model
 * @param bestEpoch the epoch whose weights it has, from 1
 * @param epochs all epochs in their order
 */
public record TrainingResult(FusedModel model, int bestEpoch, List<EpochReport> epochs) {
  public TrainingResult {
    epochs = List.copyOf(epochs);
  }

  /** Returns the tune metrics of the best epoch; empty if there was nothing to tune on. */
  public Optional<Metrics> tune() {
    return epochs.get(bestEpoch - 1).tune();
  }
}
