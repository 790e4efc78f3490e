package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The {@code --json} option of every command, and where a command prints. */
final class Output {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print one JSON object on standard output and nothing else there.")
  private boolean json;

  /** Prints a line for people; silent with {@code --json}. */
  void say(String format, Object... arguments) {
    if (!json) {
      out().println(String.format(Locale.ROOT, format, arguments));
    }
  }

  /** Prints a warning on standard error, with {@code --json} too. */
  void warn(String format, Object... arguments) {
    spec.commandLine()
        .getErr()
        .println("WARNING: " + String.format(Locale.ROOT, format, arguments));
  }

  /** Prints the result for programs; silent without {@code --json}. */
  void result(JsonNode object) {
    if (json) {
      out().println(object);
    }
  }

  boolean isJson() {
    return json;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Returns a progress bar if a person watches standard error, else one that shows nothing. */
  ProgressDisplay progress() {
    return ProgressDisplay.open(Boolean.getBoolean("shopfuse.interactive"));
  }
}
