package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process that runs a main class of the tests and has said that it is ready. */
final class ChildJvm {
  /** The first line that the main class prints. */
  static final String READY = "ready";

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a main class and waits until it is ready. */
  static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, main.getName()));
    command.addAll(Arrays.asList(arguments));
    ChildJvm child = new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    assertThat(child.out.readLine()).isEqualTo(READY);
    return child;
  }

  Process process() {
    return process;
  }

  /** Waits for its end and returns what it printed since it was ready. */
  String rest() {
    return out.lines().reduce("", (all, line) -> all + "\n" + line);
  }
}
