package dev.shopfuse.training.train;

import dev.shopfuse.training.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A small run with checkpoints as a program of its own, so that a test can kill it. Arguments: the
 * model's name, the number of epochs, the steps between checkpoints.
 */
final class KillableRun {
  private KillableRun() {}

  public static void main(String[] arguments) throws IOException {
    Path model = Path.of(arguments[0]);
    TrainingConfig config = config(Integer.parseInt(arguments[1]));
    CheckpointSettings settings =
        new CheckpointSettings(
            CheckpointSettings.directoryFor(model),
            Duration.ofDays(1),
            Integer.parseInt(arguments[2]),
            true);
    TrainingResult result =
        new Trainer(config, TinyInput.create(true), TrainingListener.SILENT).train(settings);
    Files.writeString(model, result.model().weightsDigest());
  }

  static TrainingConfig config(int epochs) {
    return TrainingConfig.parse(
        "killable",
        """
        model: {hidden: [8, 6], dropout: 0.3, item_samples: 3}
        training: {seed: 7, batch_size: 4, epochs: %d, patience: %d, learning_rate: 0.01}
        loss: {shop: softmax}
        negatives: {shops: 2, items: 2, sharing: batch}
        """
            .formatted(epochs, epochs));
  }
}
