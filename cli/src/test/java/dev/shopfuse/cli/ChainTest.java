package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job through the command line, on a small simulated marketplace. */
class ChainTest {
  @TempDir private static Path folder;

  private static Path data;
  private static Path model;
  private static Path bundle;

  @BeforeAll
  static void runTheChain() throws IOException {
    data = SmallMarket.tables(folder);
    bundle = SmallMarket.bundle(folder, data);
    model = folder.resolve("model");
  }

  @Test
  void evaluate_modelAndBundle_giveEqualMetrics() {
    JsonNode ofModel =
        Cli.succeed("evaluate", "--model", model, "--data", data, "--split", "test", "--json")
            .json();
    JsonNode ofBundle =
        Cli.succeed("evaluate", "--bundle", bundle, "--data", data, "--split", "test", "--json")
            .json();
    assertThat(ofModel.path("metrics").size()).isEqualTo(14);
    ofModel
        .path("metrics")
        .properties()
        .forEach(
            metric ->
                assertThat(ofBundle.path("metrics").path(metric.getKey()).asDouble())
                    .as(metric.getKey())
                    .isCloseTo(metric.getValue().asDouble(), within(5e-5)));
  }

  @Test
  void train_twice_givesEqualWeights() {
    JsonNode first =
        Cli.succeed(
                "train",
                "--data",
                data,
                "--config",
                folder.resolve("small.yaml"),
                "--out",
                folder.resolve("again"),
                "--json")
            .json();
    JsonNode second =
        Cli.succeed(
                "train",
                "--data",
                data,
                "--config",
                folder.resolve("small.yaml"),
                "--out",
                folder.resolve("again"),
                "--json")
            .json();
    assertThat(first.path("provenance").path("weights_digest").asText())
        .hasSize(64)
        .isEqualTo(second.path("provenance").path("weights_digest").asText());
  }

  @Test
  void export_json_reportsParity() {
    JsonNode report =
        Cli.succeed("export", "--model", model, "--out", folder.resolve("other.shopfuse"), "--json")
            .json();
    assertThat(report.path("parity").path("max_abs_difference").asDouble()).isLessThan(1e-5);
    assertThat(report.path("parity").path("requests").asInt()).isGreaterThan(32);
  }

  @Test
  void inspect_aBundle_showsTablesAndProvenance() {
    assertThat(Cli.succeed("inspect", bundle).out())
        .contains("shop-ranker, version", "30 shops", "model.onnx", "Tables", "tune.ndcg@20");
    JsonNode card = Cli.succeed("inspect", bundle, "--json").json();
    assertThat(card.path("shops").asInt()).isEqualTo(30);
    assertThat(card.path("provenance").path("data").asText()).hasSize(64);
  }

  @Test
  void rank_requestsOfTheModel_rankedOneALine() throws IOException {
    Path requests = model.resolve("requests.jsonl");
    String[] lines =
        Cli.succeed("rank", "--bundle", bundle, "--request", requests, "--json").out().split("\n");
    assertThat(lines).hasSameSizeAs(Files.readAllLines(requests));
    assertThat(lines).allMatch(line -> line.startsWith("{\"shops\":[{\"id\":"));
  }
}
