package dev.shopfuse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses an output that would replace what the same command reads or writes. */
final class OutputPath {
  private OutputPath() {}

  /**
   * Does nothing if the two are different files or one is not given.
   *
   * @throws ParameterException if they are the same file
   */
  static void requireApart(
      CommandSpec command, String option, @Nullable Path output, String other, @Nullable Path file)
      throws IOException {
    if (output != null && file != null && isSame(output, file)) {
      throw new ParameterException(
          command.commandLine(),
          "%s and %s are both %s; choose another %s.".formatted(option, other, output, option));
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
        || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
  }
}
