package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
  @TempDir private Path folder;

  private Cli.Outcome tune(Path data, String space, int trials, String out, Object... more)
      throws IOException {
    Path file = Files.writeString(folder.resolve("space.yaml"), space);
    List<Object> arguments =
        new ArrayList<>(List.of("tune", "--data", data, "--config", SmallMarket.config(folder)));
    arguments.addAll(List.of("--space", file, "--trials", trials, "--out", folder.resolve(out)));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static String withoutSeconds(String line) throws IOException {
    JsonNode node = new JsonMapper().readTree(line);
    return ((ObjectNode) node).without("seconds").toString();
  }

  @Test
  void tune_interruptedAndStartedAgain_givesTheTableOfOneGo() throws IOException {
    Path data = SmallMarket.tables(folder);
    String space =
        """
        model.dropout: [0, 0.3]
        training.learning_rate: {from: 0.0005, to: 0.01, scale: log}
        """;
    assertThat(tune(data, space, 1, "parts").exitCode()).isZero();
    Path parts = folder.resolve("parts/trials.jsonl");
    Files.writeString(parts, Files.readString(parts) + "{\"trial\":2,\"outco");
    Cli.Outcome second = tune(data, space, 3, "parts");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("trial   2", "trial   3", "optimistic");
    assertThat(tune(data, space, 3, "whole").exitCode()).isZero();

    List<String> inParts = Files.readAllLines(parts);
    List<String> whole = Files.readAllLines(folder.resolve("whole/trials.jsonl"));
    assertThat(inParts).hasSize(4).hasSameSizeAs(whole);
    for (int i = 1; i < whole.size(); i++) {
      assertThat(withoutSeconds(inParts.get(i))).isEqualTo(withoutSeconds(whole.get(i)));
    }
    Path best = folder.resolve("parts/best.yaml");
    assertThat(best).hasSameTextualContentAs(folder.resolve("whole/best.yaml"));
    assertThat(Configurations.read(best.toString()).model().hidden()).containsExactly(16, 8);
  }

  @Test
  void tune_otherSpaceInTheSameFolder_isRefused() throws IOException {
    Path data = SmallMarket.tables(folder);
    assertThat(tune(data, "model.dropout: [0, 0.3]", 1, "out").exitCode()).isZero();
    Cli.Outcome other = tune(data, "model.dropout: [0.5]", 1, "out");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("another space");
  }

  @Test
  void tune_unknownSetting_isToldBeforeAnyTrial() throws IOException {
    Cli.Outcome outcome = tune(SmallMarket.tables(folder), "model.dropuot: [0.5]", 1, "out");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("did you mean \"dropout\"");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tune_featuresThatFitNoTable_areToldBeforeAnyTrial() throws IOException {
    Path data = SmallMarket.tables(folder);
    Path features = data.resolve("features.yaml");
    Files.writeString(features, Files.readString(features).replace("name: price,", "name: prise,"));
    Cli.Outcome outcome = tune(data, "model.dropout: [0, 0.3]", 1, "out");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("prise");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tune_drawThatFitsNot_isKeptAsRefused() throws IOException {
    String space = "model.hidden: [[16], [16, 8], [8, 8]]";
    assertThat(tune(SmallMarket.tables(folder), space, 6, "out").exitCode()).isZero();
    assertThat(folder.resolve("out/trials.jsonl"))
        .content()
        .contains("\"outcome\":\"refused\"", "\"outcome\":\"finished\"");
  }

  @Test
  void tune_badRowsThatAreAllowed_areToldWithJsonToo() throws IOException {
    Path data = SmallMarket.tables(folder);
    Path visits = data.resolve("visits.csv");
    Files.writeString(visits, Files.readString(visits) + "u1,nowhere,s1,1,train\n");
    Path config = SmallMarket.config(folder);
    Files.writeString(
        config, Files.readString(config).replace("epochs: 2", "epochs: 2, max_bad_share: 0.1"));
    Path space = Files.writeString(folder.resolve("space.yaml"), "model.dropout: [0]");
    Cli.Outcome outcome =
        Cli.run(
            "tune",
            "--json",
            "--data",
            data,
            "--config",
            config,
            "--space",
            space,
            "--trials",
            1,
            "--out",
            folder.resolve("out"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("WARNING: Left out: ", "visits.csv");
  }

  @Test
  void tune_killedBeforeTheBestWasWritten_writesItTheNextTime() throws IOException {
    Path data = SmallMarket.tables(folder);
    assertThat(tune(data, "model.dropout: [0, 0.3]", 1, "out").exitCode()).isZero();
    Files.delete(folder.resolve("out/best.yaml"));
    assertThat(tune(data, "model.dropout: [0, 0.3]", 1, "out").exitCode()).isZero();
    assertThat(folder.resolve("out/best.yaml")).exists();
  }

  @Test
  void tune_rowOfTheBaselineTable_givesThatRowsSettings() throws IOException {
    Path data = SmallMarket.tables(folder);
    Cli.Outcome outcome = tune(data, "model.dropout: [0, 0.3]", 1, "out", "--row", "shop_only");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path best = folder.resolve("out/best.yaml");
    assertThat(Configurations.read(best.toString()).hasItemTower()).isFalse();
    assertThat(best).content().contains("For row shop_only");
    assertThat(tune(data, "model.dropout: [0, 0.3]", 1, "out").err()).contains("another row");
    assertThat(tune(data, "loss.item_weight: [0.5, 1]", 1, "no", "--row", "shop_only").err())
        .contains("loss.item_weight", "row shop_only sets itself");
    assertThat(tune(data, "model.dropout: [0]", 1, "no", "--row", "popularity").err())
        .contains("no network", "shop_only");
  }
}
