package dev.shopfuse.training.train;

import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ParallelStep;

/** Steps of a model on batches of an epoch. Not thread-safe; owns threads, close it. */
final class BatchSteps implements AutoCloseable {
  private final ExampleSource source;
  private final ParallelStep step;

  BatchSteps(FusedModel model, ExampleSource source) {
    this.source = source;
    this.step = new ParallelStep(model);
  }

  /**
   * Computes the gradients on the examples at some positions of the epoch; {@link #apply} takes the
   * step.
   *
   * @return the loss before the step, NaN if it diverged
   */
  double compute(int from, int to) {
    int share = (to - from + step.workers() - 1) / step.workers();
    return step.compute(
        worker ->
            source.examples(
                Math.min(to, from + worker * share), Math.min(to, from + (worker + 1) * share)));
  }

  /** Updates the weights by the gradients computed last. */
  void apply() {
    step.apply();
  }

  /** Names the part of the model that made the last loss no number or very large. */
  String culprit() {
    return step.culprit();
  }

  @Override
  public void close() {
    step.close();
  }
}
