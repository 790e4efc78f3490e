package dev.shopfuse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A simulated marketplace that trains in a moment. */
final class SmallMarket {
  private static final String CONFIG =
      """
      model:
        hidden: [16, 8]
        embedding_width: 8
        item_samples: 3
      training: {seed: 3, batch_size: 128, epochs: 2}
      """;

  private SmallMarket() {}

  /** Writes visit tables of 200 users. */
  static Path tables(Path folder) {
    Path data = folder.resolve("data");
    Cli.succeed(
        "simulate", "--out", data, "--users", 200, "--items", 120, "--shops", 30, "--seed", 5);
    return data;
  }

  static Path config(Path folder) throws IOException {
    return Files.writeString(folder.resolve("small.yaml"), CONFIG);
  }

  /** Trains on the tables and exports the model. */
  static Path bundle(Path folder, Path data) throws IOException {
    Path model = folder.resolve("model");
    Path bundle = folder.resolve("small.shopfuse");
    Cli.succeed("train", "--data", data, "--config", config(folder), "--out", model);
    Cli.succeed("export", "--model", model, "--out", bundle);
    return bundle;
  }
}
