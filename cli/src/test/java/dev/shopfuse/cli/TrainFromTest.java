package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --from}: a larger market later, whose visits are other ones. */
class TrainFromTest {
  @TempDir private static Path folder;

  private static Path model;
  private static Path larger;

  @BeforeAll
  static void trainTheEarlierModel() throws IOException {
    Path data = SmallMarket.tables(folder);
    model = folder.resolve("model");
    Cli.succeed("train", "--data", data, "--config", SmallMarket.config(folder), "--out", model);
    larger = folder.resolve("larger");
    Cli.succeed(
        "simulate", "--out", larger, "--users", 250, "--items", 140, "--shops", 36, "--seed", 6);
  }

  @Test
  void train_fromAModel_growsItAndMeasuresWhatItForgot() throws IOException {
    Path grown = folder.resolve("grown");
    JsonNode result =
        Cli.succeed("train", "--data", larger, "--from", model, "--out", grown, "--json").json();
    JsonNode growth = result.path("growth");
    assertThat(growth.path("added_shops").asInt()).isEqualTo(6);
    assertThat(growth.path("added_items").asInt()).isEqualTo(20);
    assertThat(growth.at("/added_rows/shop").asInt() + growth.at("/added_rows/shop_id").asInt())
        .isPositive();
    assertThat(growth.at("/earlier_users/before/cases").asInt()).isPositive();
    assertThat(growth.at("/earlier_users/difference/low").asDouble())
        .isLessThanOrEqualTo(growth.at("/earlier_users/difference/high").asDouble());
    assertThat(growth.at("/earlier_users_left_out/users").isInt()).isTrue();
    assertThat(growth.at("/new_visits/after/metrics/ndcg@20"))
        .isEqualTo(result.at("/metrics/ndcg@20"));
    assertThat(grown.resolve("report.html"))
        .content()
        .contains("Trained on from an earlier model", "20 items, 6 shops");
    Path bundle = folder.resolve("grown.shopfuse");
    JsonNode export = Cli.succeed("export", "--model", grown, "--out", bundle, "--json").json();
    assertThat(export.at("/parity/max_abs_difference").asDouble()).isLessThan(1e-5);
    Evaluations.assertAgree(
        Evaluations.metrics("--model", grown, larger, "test"),
        Evaluations.metrics("--bundle", bundle, larger, "test"));
    Cli.succeed("train", "--data", larger, "--from", grown, "--out", folder.resolve("again"));
  }

  @Test
  void train_onTheHeldOutVisits_saysThatNobodyIsLeftToMeasure() throws IOException {
    Path learned = folder.resolve("learned");
    Files.createDirectories(learned);
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, learned.resolve(file.getFileName()));
      }
    }
    List<String> visits = new ArrayList<>();
    for (String line : Files.readAllLines(learned.resolve("visits.csv"))) {
      visits.add(line + (visits.isEmpty() ? ",split" : ",train"));
    }
    Files.write(learned.resolve("visits.csv"), visits);
    Path out = folder.resolve("on");
    String told = Cli.succeed("train", "--data", learned, "--from", model, "--out", out).out();
    assertThat(told).contains("Nobody is left: what was forgotten is not measured.");
    assertThat(out.resolve("report.html")).content().contains("Nobody is left");
  }

  @Test
  void train_intoTheModelItself_isRefused() throws IOException {
    byte[] before = Files.readAllBytes(model.resolve("towers.zip"));
    Cli.Outcome outcome =
        Cli.run("train", "--data", larger, "--from", model, "--out", folder.resolve("./model"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("give --out another name");
    assertThat(Files.readAllBytes(model.resolve("towers.zip"))).isEqualTo(before);
  }

  @Test
  void train_otherArchitecture_isRefusedAndLeavesNothing() throws IOException {
    Path config = folder.resolve("other.yaml");
    String small = Files.readString(folder.resolve("small.yaml"));
    Files.writeString(config, small.replace("hidden: [16, 8]", "hidden: [16, 9]"));
    Path out = folder.resolve("refused");
    Cli.Outcome outcome =
        Cli.run("train", "--data", larger, "--from", model, "--config", config, "--out", out);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("model.hidden is [16,8] in the model to train on from");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("refused"));
    }
  }

  @Test
  void train_neitherConfigNorFrom_isWrongUsage() {
    Cli.Outcome outcome = Cli.run("train", "--data", larger, "--out", folder.resolve("no"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("'--config=FILE', or '--from=MODEL'");
  }
}
