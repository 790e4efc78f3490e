package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EngineOptionsTest {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final Path OUT = Path.of("/shared/out");

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[4]", "local-cluster[2,1,1024]"})
  void scratch_localMaster_isTheTemporaryFolder(String master) {
    assertThat(options("--master", master).scratch(OUT)).isEqualTo(TEMPORARY);
    assertThat(options().scratch(OUT)).isEqualTo(TEMPORARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://host:7077", "yarn", "k8s://https://host"})
  void scratch_masterOfACluster_isBesideTheOutput(String master) {
    assertThat(options("--master", master).scratch(OUT)).isEqualTo(Path.of("/shared"));
    assertThat(options("--master", master).scratch(Path.of("out")))
        .isEqualTo(Path.of("").toAbsolutePath());
  }

  @Test
  void scratch_given_isTaken() {
    assertThat(options("--master", "yarn", "--scratch", "/mine").scratch(OUT))
        .isEqualTo(Path.of("/mine"));
  }

  @Test
  void train_dataWithAScheme_pointsToTheJobJar() {
    Cli.Outcome outcome =
        Cli.run(
            "train",
            "--data",
            "hdfs://nn/x",
            "--config",
            "demo",
            "--out",
            OUT,
            "--engine",
            "spark");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("hdfs:/nn/x is a path with a scheme").contains("job jar");
  }

  @Test
  void usage_scratch_saysThatExecutorsMustReachIt() {
    assertThat(Cli.succeed("samples", "--help").out().replaceAll("\\s+", " "))
        .contains("executors on other machines must reach it")
        .contains("Default: " + TEMPORARY + " with a local master");
  }

  private static EngineOptions options(String... arguments) {
    return CommandLine.populateCommand(new EngineOptions(), arguments);
  }
}
