package dev.shopfuse.cli;

import dev.shopfuse.training.train.CheckpointSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of a run that can be interrupted and continued. */
final class CheckpointOptions {
  @Option(
      names = "--resume",
      description =
          "Continue the run that was to write MODEL and was interrupted; begin it if there is no"
              + " checkpoint yet. The weights end equal to the bit.")
  private boolean resume;

  @Option(
      names = "--checkpoint-minutes",
      defaultValue = "10",
      paramLabel = "N",
      description = "Minutes between checkpoints in MODEL.checkpoint (default ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--checkpoint-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Also write one every N steps; 0 goes by time alone.")
  private int steps;

  CheckpointSettings settings(Path model) {
    return new CheckpointSettings(
        CheckpointSettings.directoryFor(model), Duration.ofMinutes(minutes), steps, resume);
  }
}
