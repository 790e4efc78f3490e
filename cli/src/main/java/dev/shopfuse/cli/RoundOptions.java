package dev.shopfuse.cli;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ClusterEngine;
import dev.shopfuse.training.cluster.ShardTraining;
import dev.shopfuse.training.cluster.TrainingJob;
import dev.shopfuse.training.train.RoundSettings;
import dev.shopfuse.training.train.TrainingListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who trains from sample shards, and in how many tasks. */
final class RoundOptions extends EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "spark: several tasks train on shares of the shards that shopfuse samples wrote, and are"
              + " merged every round. Default: this process trains.")
  private @Nullable String engine;

  @Option(
      names = "--tasks",
      defaultValue = "2",
      paramLabel = "N",
      description =
          "Tasks of --engine; their number decides the weights. Default: ${DEFAULT-VALUE}.")
  private int tasks;

  @Option(
      names = "--round-steps",
      defaultValue = "50",
      paramLabel = "N",
      description = "Steps each takes between two merges. Default: ${DEFAULT-VALUE}.")
  private int steps;

  /** Refuses an engine for visit tables, which are trained on in this process. */
  void requireNone(DataOptions data) {
    if (engine != null) {
      throw new InputException(
          "%s holds no sample shards, which --engine %s trains from; write some with shopfuse samples"
              .formatted(here(data.folder()), engine));
    }
  }

  void train(TrainingJob job, TrainingListener listener) {
    if (engine == null) {
      ShardTraining.run(job, scratch(job.model()), listener, Optional.empty());
    } else {
      RoundSettings rounds = new RoundSettings(tasks, steps);
      ClusterEngine.named(engine)
          .train(place(job.samples(), job.model(), 0), job, rounds, listener);
    }
  }
}
