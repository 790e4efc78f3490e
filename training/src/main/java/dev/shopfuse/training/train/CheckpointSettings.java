package dev.shopfuse.training.train;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.model.AtomicDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how often a run writes checkpoints. Immutable. None of it changes the weights.
 *
 * @param directory holds the checkpoints of one run; deleted when the run is saved
 * @param every time between two checkpoints; zero to go by steps alone
 * @param everySteps steps between two checkpoints; 0 to go by time alone, and with no time either a
 *     checkpoint is written only when the run is stopped
 * @param resume whether to continue from the newest good checkpoint, if there is one
 */
public record CheckpointSettings(Path directory, Duration every, int everySteps, boolean resume) {
  /** Refuses a negative time or number of steps. */
  public CheckpointSettings {
    if (everySteps < 0 || every.isNegative()) {
      throw new IllegalArgumentException(
          "Checkpoints every %s and %d steps; neither may be negative"
              .formatted(every, everySteps));
    }
  }

  /** Returns where the checkpoints of a model lie: beside it, under its name with a suffix. */
  public static Path directoryFor(Path model) {
    Path absolute = model.toAbsolutePath().normalize();
    return absolute.resolveSibling(absolute.getFileName() + ".checkpoint");
  }

  /**
   * Deletes the checkpoints, once the run is saved.
   *
   * @throws InputException if that fails
   */
  public void discard() {
    try {
      AtomicDirectory.discard(directory);
    } catch (IOException e) {
      throw new InputException(
          "Checkpoints in " + directory + " cannot be deleted, the model is saved: " + e, e);
    }
  }
}
