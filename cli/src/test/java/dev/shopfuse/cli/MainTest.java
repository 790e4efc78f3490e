package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "simulate",
        "import",
        "train",
        "baselines",
        "tune",
        "evaluate",
        "export",
        "inspect",
        "verify",
        "keygen",
        "sign",
        "rank",
        "samples",
        "score",
        "publish",
        "update"
      })
  void run_helpOfACommand_printsItsUsage(String command) {
    Cli.Outcome outcome = Cli.run(command, "--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("Usage: shopfuse " + command).contains("--json");
  }

  @Test
  void run_noCommand_isWrongUsage() {
    Cli.Outcome outcome = Cli.run();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("A command is missing").contains("Usage: shopfuse");
  }

  @Test
  void run_unknownOption_isWrongUsage() {
    assertThat(Cli.run("train", "--dta", "x").exitCode()).isEqualTo(2);
  }

  @Test
  void run_evaluateWithModelAndBundle_isWrongUsage() {
    Cli.Outcome outcome = Cli.run("evaluate", "--model", "m", "--bundle", "b", "--data", "d");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("mutually exclusive");
  }

  @Test
  void run_version_tellsTheVersion() {
    assertThat(Cli.succeed("--version").out()).startsWith("shopfuse 0.");
  }
}
