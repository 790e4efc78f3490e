package dev.shopfuse.spark;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;

/** Prints a line for each epoch, and one where a run goes on. Not thread-safe; one per run. */
final class EpochLines implements TrainingListener {
  private final PrintStream out;
  private final String metric;

  EpochLines(PrintStream out, TrainingConfig config) {
    this.out = out;
    this.metric = config.training().monitor().metric();
  }

  @Override
  public void onResume(int epoch, int done, long steps) {
    out.println(
        String.format(
            Locale.ROOT,
            "resumed after step %,d: epoch %d, %,d examples done",
            steps,
            epoch,
            done));
  }

  @Override
  public void onEpoch(EpochReport report) {
    String tune =
        report
            .tune()
            .map(
                metrics ->
                    String.format(Locale.ROOT, "  tune %s %.4f", metric, metrics.value(metric)))
            .orElse("");
    out.println(
        String.format(
            Locale.ROOT,
            "epoch %d  loss %.4f%s  %.1f s%s",
            report.epoch(),
            report.loss(),
            tune,
            report.trainingSeconds() + report.evaluationSeconds(),
            report.best() ? "  best so far" : ""));
  }
}
