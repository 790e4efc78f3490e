package dev.shopfuse.cli;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.TrainingListener;

/** Shows a run: a bar for the steps, a line for each epoch. */
class TrainingProgress implements TrainingListener {
  private final ProgressDisplay bars;
  private final Output output;
  private final String metric;

  TrainingProgress(ProgressDisplay bars, Output output, TrainingConfig config) {
    this.bars = bars;
    this.output = output;
    this.metric = config.training().monitor().metric();
  }

  @Override
  public void onResume(int epoch, int done, long steps) {
    output.say("  resumed after step %,d: epoch %d, %,d examples done", steps, epoch, done);
  }

  @Override
  public void onStep(int epoch, int done, int total) {
    bars.show("Epoch " + epoch, done, total);
  }

  @Override
  public void onEvaluation(int epoch, int done, int total) {
    bars.show("Evaluating", done, total);
  }

  @Override
  public void onEpoch(EpochReport report) {
    bars.close();
    String tune =
        report
            .tune()
            .map(metrics -> " tune %s %.4f".formatted(metric, metrics.value(metric)))
            .orElse("");
    output.say(
        "  epoch %2d  loss %.4f %s  %4.1f s%s",
        report.epoch(),
        report.loss(),
        tune,
        report.trainingSeconds() + report.evaluationSeconds(),
        report.best() ? "  *" : "");
  }

  @Override
  public void onRateZero(int lastEpoch) {
    output.say(
        "  training ends with epoch %d: optimizer.decay_steps have passed and the learning rate is 0",
        lastEpoch);
  }
}
