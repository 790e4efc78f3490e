package dev.shopfuse.cli;

import dev.shopfuse.training.config.TrainingConfig;
import picocli.CommandLine.Option;

/** The {@code --config} option of commands that train many models. */
final class ConfigOptions {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description =
          "Configuration, or the name of a shipped one: everything that the command does not vary.")
  private String config;

  TrainingConfig read() {
    return Configurations.read(config);
  }
}
