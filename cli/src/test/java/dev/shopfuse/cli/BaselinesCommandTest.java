package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesCommandTest {
  @TempDir private Path folder;

  private Cli.Outcome baselines(Path data, Object... options) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of("baselines", "--data", data, "--config", SmallMarket.config(folder)));
    arguments.addAll(List.of("--results", folder.resolve("results.jsonl")));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray());
  }

  @Test
  void baselines_runTwice_goesOnWhereItStopped() throws IOException {
    Path data = SmallMarket.tables(folder);
    Cli.Outcome first = baselines(data, "--rows", "popularity,shop_only", "--seeds", "1");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("shop_only", "reference", "test split, all shops ranked")
        .contains("the 95 % interval over users for these very models")
        .doesNotContain("+-", "users and seeds");
    Path results = folder.resolve("results.jsonl");
    List<String> before = Files.readAllLines(results);

    JsonNode table =
        baselines(data, "--rows", "popularity,shop_only,plain", "--seeds", "2", "--json").json();
    assertThat(Files.readAllLines(results)).hasSize(before.size() + 3).startsWith(before.get(0));
    assertThat(table.path("split").asText()).isEqualTo("test");
    assertThat(table.path("note").asText()).contains("not on this split");
    assertThat(StreamSupport.stream(table.path("rows").spliterator(), false))
        .extracting(row -> row.path("row").asText(), row -> row.path("seeds").size())
        .containsExactly(tuple("popularity", 1), tuple("shop_only", 2), tuple("plain", 2));
    assertThat(table.path("intervals").asText()).isEqualTo("over users and seeds");
    assertThat(table.at("/rows/0/deviation").isMissingNode()).isTrue();
    assertThat(table.at("/rows/1/deviation/ndcg@20").isNumber()).isTrue();
    JsonNode all = table.at("/rows/2/by_shop_visits/all/ndcg@20");
    assertThat(all.path("mean").asDouble())
        .isCloseTo(table.at("/rows/2/mean/ndcg@20").asDouble(), within(1e-12));
    assertThat(all.at("/difference/low").asDouble())
        .isLessThanOrEqualTo(all.at("/difference/value").asDouble());
  }

  @Test
  void baselines_rowsWithSettingsOfTheirOwn_areTrainedWithThem() throws IOException {
    Path data = SmallMarket.tables(folder);
    Path focal = Files.writeString(folder.resolve("focal.yaml"), "loss.shop: focal");
    Path slow =
        Files.writeString(folder.resolve("slow.yaml"), "training: {learning_rate: 0.00001}");
    Object[] options = {
      "--rows", "shop_only,fused", "--seeds", "1", "--row", "focal=" + focal,
    };
    Cli.Outcome outcome = baselines(data, options);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("focal: the configuration, with the settings of " + focal + ".");
    JsonNode searched =
        baselines(data, "--rows", "fused", "--seeds", "1", "--row", "shop_only=" + slow, "--json")
            .json();
    assertThat(searched.at("/rows/0/row").asText()).isEqualTo("shop_only");
    assertThat(searched.at("/rows/0/description").asText()).contains("slow.yaml");
    assertThat(searched.at("/rows/0/settings/0/training.learning_rate").asDouble()).isEqualTo(1e-5);
    JsonNode before = baselines(data, "--rows", "fused", "--seeds", "1", "--json").json();
    assertThat(searched.at("/rows/0/mean/ndcg@20").asDouble())
        .isNotEqualTo(before.at("/rows/0/mean/ndcg@20").asDouble());
    assertThat(searched.at("/rows/1/mean")).isEqualTo(before.at("/rows/1/mean"));
  }

  /** Otherwise its ece would be that of scores nobody ships. */
  @Test
  void baselines_fused_isCalibratedAsTrainCalibratesIt() throws IOException {
    Path data = SmallMarket.tables(folder);
    JsonNode table =
        baselines(data, "--rows", "fused,shop_only", "--seeds", "1", "--split", "tune", "--json")
            .json();
    Path model = folder.resolve("model");
    Cli.succeed("train", "--data", data, "--config", SmallMarket.config(folder), "--out", model);
    JsonNode trained =
        Cli.succeed("evaluate", "--model", model, "--data", data, "--split", "tune", "--json")
            .json();
    assertThat(table.at("/rows/1/row").asText()).isEqualTo("fused");
    for (String metric : List.of("ndcg@20", "ece", "log_loss")) {
      assertThat(table.at("/rows/1/mean").path(metric).asDouble())
          .as(metric)
          .isEqualTo(trained.findValue(metric).asDouble(), within(1e-9));
    }
  }

  @Test
  void baselines_rowThatCannotBeTrained_isToldBeforeAnyIsTrained() throws IOException {
    Path data = SmallMarket.tables(folder);
    Path shared = Files.writeString(folder.resolve("shared.yaml"), "negatives.sharing: batch");
    String[][] mistakes = {
      {"--rows", "popularity,plain,both", "--row", "both=" + shared},
      {"--rows", "popularity,plain", "--row", "both=" + shared, "--reference", "both"},
    };
    for (Object[] mistake : mistakes) {
      Cli.Outcome outcome = baselines(data, mistake);
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err()).contains("Row both cannot be trained here");
      assertThat(folder.resolve("results.jsonl")).doesNotExist();
    }
  }

  @Test
  void baselines_rowsThatTheConfigurationCannotBe_areLeftOutAloud() throws IOException {
    Path shared =
        Files.writeString(
            folder.resolve("shared.yaml"),
            """
            model: {hidden: [8, 4], embedding_width: 4, item_samples: 2}
            training: {seed: 3, batch_size: 128, epochs: 1}
            negatives: {sharing: batch}
            """);
    Cli.Outcome outcome =
        Cli.succeed(
            "baselines",
            "--data",
            SmallMarket.tables(folder),
            "--config",
            shared,
            "--results",
            folder.resolve("results.jsonl"),
            "--seeds",
            "1",
            "--json");
    JsonNode leftOut = outcome.json().path("left_out");
    assertThat(leftOut).hasSize(2);
    assertThat(leftOut.at("/0/row").asText()).isEqualTo("shop_to_item");
    assertThat(leftOut.at("/1/row").asText()).isEqualTo("both");
    assertThat(leftOut.at("/1/reason").asText()).contains("choose sharing \"example\"");
    assertThat(outcome.err())
        .contains("WARNING: Left out shop_to_item: ", "WARNING: Left out both: ");
  }

  @Test
  void baselines_rowThatDiverges_isNamedWithItsSeed() throws IOException {
    Path data = SmallMarket.tables(folder);
    Path wild =
        Files.writeString(
            folder.resolve("wild.yaml"),
            "{loss.shop_weight: 1000000, optimizer.towers: sgd, training.learning_rate: 10}");
    Object[] options = {
      "--rows", "popularity", "--reference", "popularity", "--row", "wild=" + wild, "--seeds", "1",
    };
    Cli.Outcome outcome = baselines(data, options);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Row wild, seed 3: The loss is ", "Lower training.learning_rate (now 10.0)")
        .contains("Leave the row out with --rows", "--row wild=FILE; finished runs are kept.");
    assertThat(folder.resolve("results.jsonl")).content().contains("popularity");
  }

  @Test
  void baselines_withoutFeaturesForShopOnly_goesWithoutIt() throws IOException {
    Path data = SmallMarket.tables(folder);
    Files.writeString(
        data.resolve("features.yaml"),
        """
        features:
          - {name: item_history, side: user, kind: history, of: item_id}
          - {name: item_id, side: item, kind: id}
          - {name: shop_id, side: shop, kind: id}
        """);
    Cli.Outcome asReference = baselines(data, "--seeds", "1");
    assertThat(asReference.exitCode()).isEqualTo(1);
    assertThat(asReference.err()).contains("Row shop_only cannot be trained", "--reference");
    Cli.Outcome other =
        baselines(data, "--seeds", "1", "--rows", "popularity,plain", "--reference", "popularity");
    assertThat(other.exitCode()).as(other.err()).isZero();
  }

  @Test
  void baselines_onTune_saysThatTheEpochWasChosenThere() throws IOException {
    Cli.Outcome outcome =
        baselines(
            SmallMarket.tables(folder),
            "--rows",
            "popularity,item_to_shop,shop_knn,item_knn",
            "--reference",
            "popularity",
            "--split",
            "tune");
    assertThat(outcome.out()).contains("The epoch was chosen on this split", "item_knn");
  }

  @Test
  void baselines_unknownRow_isRefusedWithTheKnown() throws IOException {
    Cli.Outcome outcome = baselines(SmallMarket.tables(folder), "--rows", "populrity");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("\"populrity\"", "matrix_factorisation");
  }
}
