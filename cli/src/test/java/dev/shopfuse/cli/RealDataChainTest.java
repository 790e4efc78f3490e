package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.training.importer.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Import, train, evaluate, export and rank on real data, briefly; skipped where it is absent. Two
 * epochs must rank the tune split well enough: youshu is the one data set with a promised figure.
 */
class RealDataChainTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"complete-journey, complete_journey, 0.25", "youshu, youshu, 0.110"})
  void chain_realData_modelAndBundleAgree(String dataset, String name, double leastNdcg)
      throws IOException {
    Path data = folder.resolve("data");
    Path model = folder.resolve("model");
    Path bundle = folder.resolve(name + ".shopfuse");
    Cli.succeed("import", dataset, RealData.folder(name), "--out", data);
    Cli.succeed("train", "--data", data, "--config", twoEpochs(name), "--out", model);
    JsonNode ofModel = Evaluations.metrics("--model", model, data, "tune");
    // Folded: all lists for all users, without pooling each list's books for each user again.
    Cli.succeed("export", "--model", model, "--out", bundle, "--fold");
    JsonNode ofBundle = Evaluations.metrics("--bundle", bundle, data, "tune");
    assertThat(ofModel.size()).isEqualTo(14);
    Evaluations.assertAgree(ofModel, ofBundle);
    assertThat(ofModel.path("gauc").asDouble()).isGreaterThan(0.6);
    assertThat(ofModel.path("ndcg@20").asDouble()).isGreaterThanOrEqualTo(leastNdcg);
    assertThat(rank(bundle, model)).allMatch(line -> line.contains("\"score\":"));
  }

  private static String[] rank(Path bundle, Path model) {
    Path requests = model.resolve("requests.jsonl");
    return Cli.succeed("rank", "--bundle", bundle, "--request", requests, "--json")
        .out()
        .split("\n");
  }

  /** The shipped configuration, cut short: this is about the chain, not about quality. */
  private Path twoEpochs(String name) throws IOException {
    String yaml = Configurations.shipped(name).toYaml().replaceFirst("epochs: \\d+", "epochs: 2");
    assertThat(yaml).contains("epochs: 2");
    return Files.writeString(folder.resolve("short.yaml"), yaml);
  }
}
