package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;

/** Runs the command inside the test's process. */
final class Cli {
  private Cli() {}

  /** What a command left behind. */
  record Outcome(int exitCode, String out, String err) {
    JsonNode json() {
      try {
        return new JsonMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(out, e);
      }
    }
  }

  static Outcome run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Returns arguments and more of them. */
  static Object[] join(Object[] arguments, Object... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray();
  }

  /** Runs a command that must succeed. */
  static Outcome succeed(Object... arguments) {
    Outcome outcome = run(arguments);
    if (outcome.exitCode() != 0) {
      throw new AssertionError("exit code " + outcome.exitCode() + ": " + outcome.err());
    }
    return outcome;
  }
}
