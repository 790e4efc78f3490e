package dev.shopfuse.cli;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configurations that travel with the command, and those in files. */
final class Configurations {
  /** Names of the shipped configurations, files of {@code configs/} without their ending. */
  static final List<String> SHIPPED = List.of("demo", "youshu", "complete_journey", "tmall");

  private Configurations() {}

  /**
   * Reads a configuration file, or a shipped configuration by its name.
   *
   * @throws InputException if there is neither, or it is malformed
   */
  static TrainingConfig read(String fileOrName) {
    if (!Files.exists(Path.of(fileOrName)) && SHIPPED.contains(fileOrName)) {
      return shipped(fileOrName);
    }
    if (!Files.isRegularFile(Path.of(fileOrName))) {
      throw new InputException(
          "Configuration %s is neither a file nor one of the shipped ones: %s."
              .formatted(fileOrName, String.join(", ", SHIPPED)));
    }
    return TrainingConfig.read(Path.of(fileOrName));
  }

  static TrainingConfig shipped(String name) {
    try (InputStream in = Configurations.class.getResourceAsStream("configs/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("configs/" + name + ".yaml is not in the jar");
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return TrainingConfig.parse(name + ".yaml", yaml);
    } catch (IOException e) {
      throw new InputException("Configuration " + name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
