package dev.shopfuse.android.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program of the machine. */
final class Tool {
  private Tool() {}

  /** Runs a command to its end and returns what it printed; a failure quotes it. */
  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new BuildException(
            "%s ended with %d:%n%s".formatted(String.join(" ", command), exit, output));
      }
      return output;
    } catch (IOException e) {
      throw new BuildException("%s cannot be started: %s".formatted(command.get(0), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException("%s was interrupted".formatted(command.get(0)), e);
    }
  }
}
