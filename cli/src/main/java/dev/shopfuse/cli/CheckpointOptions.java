package dev.shopfuse.cli;

import dev.shopfuse.training.train.CheckpointSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a run that can be interrupted and continued. */
final class CheckpointOptions {
  @Option(
      names = "--resume",
      description =
          "Continue the run that was to write MODEL and was interrupted; begin it if there is no"
              + " checkpoint yet. The weights end equal to the bit.")
  private boolean resume;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private int minutes;
  private int steps;

  @Option(
      names = "--checkpoint-minutes",
      defaultValue = "10",
      paramLabel = "N",
      description =
          "Minutes between checkpoints in MODEL.checkpoint (default ${DEFAULT-VALUE}); 0 goes by"
              + " steps alone.")
  void minutes(int value) {
    minutes = notNegative("--checkpoint-minutes", value);
  }

  @Option(
      names = "--checkpoint-steps",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Also write one every N steps; 0 goes by time alone. With 0 minutes too, one is written"
              + " when the run is stopped.")
  void steps(int value) {
    steps = notNegative("--checkpoint-steps", value);
  }

  private int notNegative(String option, int value) {
    if (value < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is %d; it must be 0 or more, where 0 turns these checkpoints off."
              .formatted(option, value));
    }
    return value;
  }

  CheckpointSettings settings(Path model) {
    return new CheckpointSettings(
        CheckpointSettings.directoryFor(model), Duration.ofMinutes(minutes), steps, resume);
  }
}
