package dev.shopfuse.training.cluster;

import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.report.Report;
import dev.shopfuse.training.report.Stages;
import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.train.Calibrator;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.ShardedInput;
import dev.shopfuse.training.train.Sharing;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import java.nio.file.Path;
import java.util.Optional;

/** Trains a model from sample shards and saves it as any other: from the shards to the report. */
public final class ShardTraining {
  /** Of more users in the tune split, as many measure an epoch; ranking all would take hours. */
  private static final int MOST_CASES = 50_000;

  private final TrainingJob job;
  private final TrainingListener listener;
  private final Stages stages = new Stages();

  private ShardTraining(TrainingJob job, TrainingListener listener) {
    this.job = job;
    this.listener = listener;
  }

  /**
   * Trains and saves, all or nothing.
   *
   * @param scratch where a database puts its folder
   * @param sharing empty to take every step in this process
   * @throws dev.shopfuse.training.InputException if samples, settings or model directory cannot be
   *     used
   * @throws dev.shopfuse.training.train.TrainingStoppedException if a stop was requested
   */
  public static TrainingResult run(
      TrainingJob job, Path scratch, TrainingListener listener, Optional<Sharing> sharing) {
    ModelDirectory.recover(job.model());
    ModelDirectory.requireReplaceable(job.model());
    try (SampleShards shards = SampleShards.open(job.samples(), scratch)) {
      return new ShardTraining(job, listener).run(shards, sharing);
    }
  }

  private TrainingResult run(SampleShards shards, Optional<Sharing> sharing) {
    ShardedInput input =
        stages.time("fitting features", () -> ShardedInput.load(shards, job.config(), MOST_CASES));
    Trainer trainer =
        sharing
            .map(shared -> Trainer.ofRounds(job.config(), input, shared, listener))
            .orElseGet(() -> Trainer.ofShards(job.config(), input, listener));
    listener.onStart(trainer, input.input());
    TrainingResult trained = trainer.train(job.checkpoints());
    TrainingResult result =
        stages.time("calibrating", () -> Calibrator.calibrate(trained, input.input()));
    Report page =
        Report.ofRun(
            "Training on " + job.samples(),
            shards.tables(),
            input.input(),
            result,
            Optional.empty(),
            stages);
    RunDirectory.save(result, input, job.model(), fresh -> page.write(fresh.resolve(Report.NAME)));
    job.checkpoints().discard();
    return result;
  }
}
