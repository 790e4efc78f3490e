package dev.shopfuse.training.train;

import dev.shopfuse.training.config.LossConfig;
import dev.shopfuse.training.config.RunConfig;
import dev.shopfuse.training.model.FusedModel;

/** Takes a model on by itself, a step at a time. */
final class LocalSteps implements Advance {
  private final ExampleSource source;
  private final BatchSteps steps;
  private final LossConfig weights;
  private final RunConfig run;
  private final Divergence divergence;

  LocalSteps(FusedModel model, ExampleSource source, Divergence divergence) {
    this.source = source;
    this.steps = new BatchSteps(model, source);
    this.weights = model.config().loss();
    this.run = model.config().training();
    this.divergence = divergence;
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public void begin(int epoch) {
    source.begin(epoch);
  }

  @Override
  public void advance(RunState state) {
    long start = System.nanoTime();
    int to = Math.min(size(), state.examplesDone + run.batchSize());
    double loss = steps.compute(state.examplesDone, to);
    if (!state.watch.accept(loss, weights)) {
      throw divergence.at(state.epoch, state.stepsDone + 1, loss, steps.culprit());
    }
    steps.apply();
    state.addSteps(1, loss, to, (System.nanoTime() - start) / 1e9, run.learningRate());
  }

  @Override
  public void close() {
    steps.close();
  }
}
