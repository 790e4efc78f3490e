package dev.shopfuse.training.train;

import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelChange;
import dev.shopfuse.training.model.ModelDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes a model on by rounds: shares train from its weights side by side, and what they made is
 * merged (local SGD; McMahan et al. 2017). The weights a round begins with are a checkpoint.
 */
final class SharedRounds implements Advance {
  private static final String BEGINNING = "beginning";

  private final RoundSettings settings;
  private final RoundRunner runner;
  private final FusedModel model;
  private final int examples;
  private final Function<RunState, Path> saved;
  private final Divergence divergence;
  private final String run = UUID.randomUUID().toString();
  private final String samples;
  private final Path beginning;

  /**
   * Prepares the rounds of a run.
   *
   * @param directory holds the run's checkpoints; a folder is added
   * @param saved writes the model to a checkpoint, if it is in none, and returns its folder
   */
  SharedRounds(
      Sharing sharing,
      FusedModel model,
      ShardedInput shards,
      Path directory,
      Function<RunState, Path> saved,
      Divergence divergence) {
    this.settings = sharing.settings();
    this.runner = sharing.runner();
    this.model = model;
    this.examples = shards.input().samples().exampleCount();
    this.saved = saved;
    this.divergence = divergence;
    this.samples = shards.folder().toAbsolutePath().toString();
    this.beginning = directory.toAbsolutePath().resolve(BEGINNING);
    TargetCounts counts = TargetCounts.of(shards.input().samples());
    ModelDirectory.save(model, beginning, counts::write);
  }

  @Override
  public int size() {
    return examples;
  }

  @Override
  public void begin(int epoch) {}

  @Override
  public void advance(RunState state) {
    long start = System.nanoTime();
    Round round = next(state);
    int steps = 0;
    List<ShareReport> reports = runner.run(round, block -> ModelChange.put(model, block));
    for (ShareReport report : reports) {
      if (!report.problem().isEmpty()) {
        int step = state.stepsDone + report.steps();
        throw divergence.at(state.epoch, step, report.losses(), report.problem());
      }
      steps = Math.max(steps, report.steps());
    }
    model.skipTo(model.step() + steps);
    int done = state.examplesDone + reports.stream().mapToInt(ShareReport::examples).sum();
    double seconds = (System.nanoTime() - start) / 1e9;
    double rate = model.config().training().learningRate();
    state.addSteps(steps, meanLosses(reports), done, seconds, rate);
  }

  private Round next(RunState state) {
    return new Round(
        run,
        samples,
        beginning.toString(),
        saved.apply(state).toAbsolutePath().toString(),
        state.epoch,
        state.stepsDone,
        settings.steps(),
        settings.shares());
  }

  /** Returns the sum of the losses of a share, as the mean over shares weighted by examples. */
  private static double meanLosses(List<ShareReport> reports) {
    double examples = reports.stream().mapToInt(ShareReport::examples).sum();
    return reports.stream()
        .mapToDouble(report -> report.losses() * (report.examples() / examples))
        .sum();
  }

  @Override
  public void close() {}
}
