package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    JsonNode ofModel = Evaluations.metrics("--model", model, data, "test");
    assertThat(ofModel.size()).isEqualTo(14);
    Evaluations.assertAgree(ofModel, Evaluations.metrics("--bundle", bundle, data, "test"));
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

  @ParameterizedTest
  @ValueSource(strings = {"--tables=fp16", "--tables=int8", "--fold", "--fold --tables=int8"})
  void export_everyForm_isEvaluatedAndRanks(String form) {
    Path file = folder.resolve("form.shopfuse");
    List<Object> export = new ArrayList<>(List.of("export", "--model", model, "--out", file));
    export.addAll(List.of(form.split(" ", -1)));
    JsonNode report = Cli.succeed(with(export, "--json")).json();
    assertThat(report.path("rounding").isMissingNode()).isEqualTo(!form.contains("tables"));
    assertThat(report.path("folding").isMissingNode()).isEqualTo(!form.contains("fold"));
    JsonNode plain = evaluate(bundle);
    JsonNode formed = evaluate(file);
    assertThat(formed.path("ndcg@20").asDouble())
        .isCloseTo(plain.path("ndcg@20").asDouble(), within(0.02));
    Path requests = model.resolve("requests.jsonl");
    assertThat(Cli.succeed("rank", "--bundle", file, "--request", requests, "--json").out())
        .startsWith("{\"shops\":[{\"id\":");
  }

  private static Object[] with(List<Object> arguments, Object last) {
    List<Object> all = new ArrayList<>(arguments);
    all.add(last);
    return all.toArray();
  }

  private static JsonNode evaluate(Path file) {
    return Evaluations.metrics("--bundle", file, data, "test");
  }

  @Test
  void export_someShops_keepsThemAndRefusesUnknownOnes() throws Exception {
    List<String> ids =
        Bundle.open(bundle.toFile(), BundleTrust.allowUnsignedForDevelopment()).shops().ids();
    String two = ids.get(12) + "\n\n" + ids.get(3) + "\n" + ids.get(12) + "\n";
    Path shops = Files.writeString(folder.resolve("region.txt"), two);
    Path file = folder.resolve("region.shopfuse");
    Cli.succeed("export", "--model", model, "--out", file, "--shops", shops);
    assertThat(Cli.succeed("inspect", file, "--json").json().path("shops").asInt()).isEqualTo(2);
    Files.writeString(shops, ids.get(3) + "\nnobody\n");
    assertThat(Cli.run("export", "--model", model, "--out", file, "--shops", shops).err())
        .contains("does not know 1 of the 2 shops to keep: nobody");
    assertThat(Cli.succeed("inspect", file, "--json").json().path("shops").asInt()).isEqualTo(2);
  }

  @Test
  void inspect_anOnnxFile_showsAndDrawsIt() throws IOException {
    Path onnx = folder.resolve("bare.onnx");
    Path picture = folder.resolve("bare.svg");
    Path file = folder.resolve("bare.shopfuse");
    Cli.succeed("export", "--model", model, "--out", file, "--onnx", onnx);
    assertThat(Cli.succeed("inspect", onnx, "--svg", picture).out())
        .contains("opset 13 of ai.onnx", "output  shop float [N]", "shop_1_own", "Passes: fold");
    assertThat(picture).content().startsWith("<svg").contains("shop tower");
    JsonNode card = Cli.succeed("inspect", onnx, "--json").json();
    assertThat(card.path("operators").path("Gemm").asInt()).isPositive();
    assertThat(card.path("passes").get(0).asText()).isEqualTo("fold_constants");
    assertThat(Cli.run("inspect", model.resolve("requests.jsonl")).err()).contains("no ONNX model");
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
