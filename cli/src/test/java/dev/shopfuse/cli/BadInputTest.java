package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with exit code 1 and one clear sentence, and leaves nothing half-written. */
class BadInputTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path cleanData;
  private static Path bundle;
  private Path data;

  @BeforeAll
  static void makeGoodInput() throws IOException {
    cleanData = SmallMarket.tables(shared);
    bundle = SmallMarket.bundle(shared, cleanData);
  }

  @BeforeEach
  void copyTables() throws IOException {
    data = Files.createDirectory(folder.resolve("tables"));
    try (Stream<Path> files = Files.list(cleanData)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void train_missingColumn_namesItAndTheColumnsThereAre() throws IOException {
    edit("visits.csv", text -> text.replaceFirst("target_id", "target"));
    assertThat(refusal()).contains("visits.csv").contains("target_id").contains("user_id");
  }

  @Test
  void train_unknownPage_namesTheLine() throws IOException {
    edit("visits.csv", text -> text.replaceFirst(",shop,", ",shp,"));
    assertThat(refusal())
        .containsPattern("visits\\.csv line \\d+: page is \"shp\"")
        .contains("item")
        .contains("shop");
  }

  @Test
  void train_unparsableTime_namesTheLine() throws IOException {
    edit("visits.csv", text -> text.replaceFirst("(?m)^(u[^\n]*,)2[0-9T:Z-]+", "$1yesterday"));
    assertThat(refusal()).containsPattern("visits\\.csv line \\d+: time is \"yesterday\"");
  }

  @Test
  void train_featureOfAnAbsentColumn_namesTheColumn() throws IOException {
    edit(
        "features.yaml",
        text -> text + "\n  - {name: colour, side: item, kind: category, column: colour}\n");
    assertThat(refusal()).contains("\"colour\"").contains("items.csv").contains("item_id");
  }

  @Test
  void train_noShopVisit_saysSo() throws IOException {
    edit(
        "visits.csv",
        text -> String.join("\n", text.lines().filter(line -> !line.contains(",shop,")).toList()));
    assertThat(refusal()).contains("no shop visit");
  }

  @Test
  void train_nanInANumber_namesFeatureAndValue() throws IOException {
    edit("items.csv", text -> text.replaceFirst("(?m)^(i0*3,.*),[0-9.]+$", "$1,NaN"));
    assertThat(refusal()).contains("items.csv").contains("NaN");
  }

  @Test
  void train_unknownConfigurationKey_namesTheNearest() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "model: {hiden: [8, 8]}");
    Cli.Outcome outcome = train(config);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("hiden").contains("hidden");
  }

  @Test
  void train_impressionShareWithoutImpressions_warns() throws IOException {
    Path small = SmallMarket.config(folder);
    String share = "negatives: {impression_share: 0.5}\n";
    Path config = Files.writeString(folder.resolve("c.yaml"), share + Files.readString(small));
    Path model = folder.resolve("model");
    Cli.Outcome outcome =
        Cli.succeed("train", "--data", data, "--config", config, "--out", model, "--json");
    assertThat(outcome.err())
        .contains("WARNING: negatives.impression_share is 0.5, but " + data + " shows nobody");
    assertThat(outcome.json().path("model").asText()).isEqualTo(model.toString());
  }

  @Test
  void rank_truncatedBundle_isRefusedAtEveryLength() throws IOException {
    byte[] bytes = Files.readAllBytes(bundle);
    Path request =
        Files.writeString(folder.resolve("r.json"), "{\"user\": {}, \"all_shops\": true}");
    Path cut = folder.resolve("cut.shopfuse");
    int step = Math.max(1, bytes.length / 50);
    for (int length = 0; length < bytes.length; length += step) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      Cli.Outcome outcome = Cli.run("rank", "--bundle", cut, "--request", request);
      assertThat(outcome.exitCode()).as("length %d", length).isEqualTo(1);
      assertThat(outcome.err()).as("length %d", length).doesNotContain("error in shopfuse");
      assertThat(outcome.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\": {}, \"candidates\": [\"s9999\"]} | s9999",
        "{\"user\": {}, \"candidates\": [\"s0001\"], \"visits\": [{\"page\": \"shp\", \"id\": \"x\"}]} | shp",
        "{\"user\": {}} | candidates",
        "{\"user\": {}, | JSON",
        "7 | $"
      })
  void rank_badRequest_saysWhereItIsWrong(String requestAndExpected) throws IOException {
    List<String> parts = List.of(requestAndExpected.split(" \\| "));
    Path request = Files.writeString(folder.resolve("r.json"), parts.get(0));
    Cli.Outcome outcome = Cli.run("rank", "--bundle", bundle, "--request", request);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("Request in line 1 of").contains(parts.get(1));
    assertThat(outcome.err()).doesNotContain("error in shopfuse");
  }

  @Test
  void rank_visitToAnUnknownItem_isRanked() throws IOException {
    Path request =
        Files.writeString(
            folder.resolve("r.json"),
            "{\"user\": {}, \"all_shops\": true, \"limit\": 3,"
                + " \"visits\": [{\"page\": \"item\", \"id\": \"never seen\"}]}");
    assertThat(Cli.succeed("rank", "--bundle", bundle, "--request", request).out().lines())
        .hasSize(3);
  }

  @Test
  void simulate_usedFolder_isLeftAlone() throws IOException {
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("mine.txt"), "precious");
    Cli.Outcome outcome = Cli.run("simulate", "--out", used);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(used.toString());
    assertThat(used).isDirectoryContaining(file -> file.endsWith("mine.txt"));
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    Path path = data.resolve(file);
    String before = Files.readString(path);
    String after = change.apply(before);
    assertThat(after).as("the edit must change %s", file).isNotEqualTo(before);
    Files.writeString(path, after);
  }

  /** Trains on the spoilt tables and returns the refusal. */
  private String refusal() throws IOException {
    Cli.Outcome outcome = train(SmallMarket.config(folder));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("shopfuse train: ").doesNotContain("error in shopfuse");
    return outcome.err();
  }

  @Test
  void rank_keyOrRequestsThatAreNotText_saysWhatTheyAreToBe() throws IOException {
    Path der =
        Files.write(folder.resolve("key.der"), new byte[] {0x30, (byte) 0x82, 1, (byte) 0xff});
    Path request = Files.writeString(folder.resolve("request.json"), "{\"user\": {}}");
    assertRefusedAsNoText(
        der, Cli.run("rank", "--bundle", bundle, "--public-key", der, "--request", request));
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xe9, '"'});
    assertRefusedAsNoText(latin, Cli.run("rank", "--bundle", bundle, "--request", latin));
  }

  private static void assertRefusedAsNoText(Path file, Cli.Outcome outcome) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(file + " is not UTF-8 text")
        .doesNotContain("error in shopfuse");
  }

  private Cli.Outcome train(Path config) throws IOException {
    Path model = folder.resolve("model");
    Cli.Outcome outcome = Cli.run("train", "--data", data, "--config", config, "--out", model);
    assertThat(model).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .as("nothing half-written")
          .allMatch(name -> List.of("tables", "small.yaml", "c.yaml").contains(name));
    }
    return outcome;
  }
}
