package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "--checkpoint-minutes, -1, --checkpoint-minutes is -1; it must be 0 or more",
    "--checkpoint-steps, -5, --checkpoint-steps is -5; it must be 0 or more",
    "--seed, -1, --seed: training.seed is -1; it must be a whole number from 0",
    "--workers, 0, --workers: training.workers is 0; it must be a whole number from 1 to 256",
    "--workers, 257, --workers: training.workers is 257; it must be a whole number from 1 to 256"
  })
  void run_trainWithANumberOutOfRange_isWrongUsage(String option, String value, String message) {
    Cli.Outcome outcome =
        Cli.run(
            "train",
            "--data",
            ".",
            "--config",
            "../configs/demo.yaml",
            "--out",
            "model",
            option,
            value);
    assertThat(outcome.err()).contains(message).contains("Usage: shopfuse train");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void run_version_tellsTheVersion() {
    assertThat(Cli.succeed("--version").out()).startsWith("shopfuse 0.");
  }
}
