package dev.shopfuse.training.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.HeldOutFile;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.GrownModel;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.EmbeddingTableFile;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Calibrator;
import dev.shopfuse.training.train.CheckpointSettings;
import dev.shopfuse.training.train.Growth;
import dev.shopfuse.training.train.MetricsFile;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import dev.shopfuse.training.train.TrainingStoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierModelTest {
  private static final String FEATURES =
      """
      features:
        - {name: user_id, side: user, kind: id, width: 4}
        - {name: items_seen, side: user, kind: history, of: item_id}
        - {name: item_id, side: item, kind: id, width: 4}
        - {name: colour, side: item, kind: category, width: 2}
        - {name: price, side: item, kind: number, encoding: {z_score: {}}}
        - {name: shop_id, side: shop, kind: id, width: 4}
        - {name: contents, side: shop, kind: list, of: item_id}
      """;
  private static final TrainingConfig CONFIG =
      TrainingConfig.parse(
          "test",
          """
          model: {hidden: [6, 4], dropout: 0.2, item_samples: 2}
          training: {seed: 3, batch_size: 4, epochs: 3, learning_rate: 0.01}
          negatives: {shops: 2, items: 2}
          """);

  @TempDir private static Path folder;
  private static Path directory;

  @TempDir private Path fresh;
  private EarlierModel earlier;
  private FusedModel model;

  @BeforeAll
  static void trainTheEarlierModel() throws IOException {
    directory = folder.resolve("model");
    try (VisitTables tables = oldTables(Files.createDirectory(folder.resolve("old"))).open()) {
      TrainingInput input = TrainingInput.load(tables, CONFIG, Progress.none());
      TrainingResult run = new Trainer(CONFIG, input, TrainingListener.SILENT).train();
      RunDirectory.save(Calibrator.calibrate(run, input), input, tables, directory, none -> {});
    }
  }

  private static TableFolder oldTables(Path at) {
    return new TableFolder(at)
        .with(
            "visits.csv",
            "user_id,page,target_id,time,split",
            "a,item,i1,1,train",
            "a,shop,s1,2,train",
            "a,item,i2,3,train",
            "a,shop,s2,4,train",
            "b,item,i2,1,train",
            "b,shop,s3,2,train",
            "c,item,i3,1,train",
            "c,shop,s1,2,train",
            "a,shop,s3,9,tune",
            "b,shop,s1,9,tune",
            "c,shop,s2,9,tune")
        .with("items.csv", "item_id,colour,price", "i1,red,1", "i2,blue,3", "i3,red,5")
        .with("shops.csv", "shop_id", "s1", "s2", "s3")
        .with("shop_items.csv", "shop_id,item_id", "s1,i1", "s1,i3", "s2,i2", "s3,i1")
        .withText("features.yaml", FEATURES);
  }

  /** A new user, item, shop and colour; i1 is repainted, i2 and s1's contents are not mentioned. */
  private TableFolder newTables() {
    return new TableFolder(fresh)
        .with(
            "visits.csv",
            "user_id,page,target_id,time,split",
            "a,item,i0,11,train",
            "a,shop,s0,12,train",
            "z,item,i1,11,train",
            "z,shop,s2,12,train",
            "z,item,i3,13,train",
            "z,shop,s1,14,train",
            "a,shop,s1,19,tune",
            "z,shop,s0,19,tune")
        .with("items.csv", "item_id,colour,price", "i0,green,100", "i1,green,2", "i3,red,5")
        .with("shops.csv", "shop_id", "s0", "s1", "s2")
        .with("shop_items.csv", "shop_id,item_id", "s0,i0", "s2,i3");
  }

  @BeforeEach
  void load() {
    earlier = EarlierModel.load(directory);
    model = ModelDirectory.load(directory);
  }

  private TrainingInput input(VisitTables tables) {
    return earlier.input(tables, earlier.config(), Progress.none());
  }

  private FusedModel begin(TrainingInput input) {
    return GrownModel.of(model, earlier.config(), input.contract(), input.items(), input.shops());
  }

  private TrainingResult train(TrainingInput input) {
    TrainingResult run = earlier.trainer(earlier.config(), input, TrainingListener.SILENT).train();
    return earlier.compared(Calibrator.calibrate(run, input), input);
  }

  @Test
  void input_newIds_followTheOldOnes() {
    try (VisitTables tables = newTables().open()) {
      TrainingInput input = input(tables);
      assertThat(input.items().ids()).containsExactly("i1", "i2", "i3", "i0");
      assertThat(input.shops().ids()).containsExactly("s1", "s2", "s3", "s0");
      input
          .contract()
          .vocabularies()
          .forEach(
              (table, words) ->
                  assertThat(words.words())
                      .as(table)
                      .startsWith(
                          model
                              .contract()
                              .vocabularies()
                              .get(table)
                              .words()
                              .toArray(String[]::new)));
      assertThat(input.contract().vocabularies().get("colour").words()).endsWith("green");
      assertThat(input.contract().vocabularies().get("user_id").words()).endsWith("z");
    }
  }

  @Test
  void input_numbers_keepTheirScale() {
    try (VisitTables tables = newTables().open()) {
      TrainingInput input = input(tables);
      Feature price = input.contract().feature("price");
      assertThat(price.encoding()).isEqualTo(model.contract().feature("price").encoding());
      // i3 costs what it did.
      assertThat(input.items().features().numbers(price)[4])
          .isEqualTo(model.items().features().numbers(model.contract().feature("price"))[4]);
    }
  }

  @Test
  void input_featuresOfTargets_areTheNewOnesWhereGiven() {
    try (VisitTables tables = newTables().open()) {
      TrainingInput input = input(tables);
      Feature colour = input.contract().feature("colour");
      int green = input.contract().rows(colour).row("green");
      int blue = input.contract().rows(colour).row("blue");
      int red = input.contract().rows(colour).row("red");
      assertThat(input.items().features().indices(colour))
          .containsExactly(0, 1, green, blue, red, green);
      // s1 is listed without contents and keeps those it had; s2 sells i3 now; s3 is not listed.
      assertThat(contents(input, "s1")).containsExactlyInAnyOrder("i1", "i3");
      assertThat(contents(input, "s2")).containsExactly("i3");
      assertThat(contents(input, "s3")).containsExactly("i1");
      assertThat(contents(input, "s0")).containsExactly("i0");
    }
  }

  private static List<String> contents(TrainingInput input, String shop) {
    Feature list = input.contract().feature("contents");
    Catalogue shops = input.shops();
    int index = shops.index(shop);
    int[] offsets = shops.features().offsets(list);
    return Arrays.stream(shops.features().values(list), offsets[index], offsets[index + 1])
        .mapToObj(row -> input.contract().vocabularies().get("item_id").value(row))
        .toList();
  }

  @Test
  void begin_rows_areTheOldOnesAndCopiesOfTheUnknownRow() throws IOException {
    try (VisitTables tables = newTables().open()) {
      FusedModel begun = begin(input(tables));
      assertThat(begun.towers().params()).isEqualTo(model.towers().params());
      assertThat(begun.towers().getUpdater(true).getStateViewArray())
          .isEqualTo(model.towers().getUpdater(true).getStateViewArray());
      for (EmbeddingTable old : model.tables().values()) {
        EmbeddingTable grown = begun.table(old.name());
        assertThat(rows(grown, 0, old.rows())).isEqualTo(rows(old, 0, old.rows()));
        assertThat(moments(grown, old.rows())).as(old.name()).isEqualTo(moments(old, old.rows()));
        for (int row = old.rows(); row < grown.rows(); row++) {
          assertThat(rows(grown, row, row + 1)).isEqualTo(rows(old, 0, 1));
        }
      }
      assertThat(begun.table("user_id").rows()).isEqualTo(model.table("user_id").rows() + 1);
      assertThat(begun.step()).isZero();
    }
  }

  private static float[] rows(EmbeddingTable table, int from, int to) {
    return Arrays.copyOfRange(table.weights(), from * table.width(), to * table.width());
  }

  /** The moments of the first rows, by way of the file, where a row is weights, moments, step. */
  private float[] moments(EmbeddingTable table, int rows) throws IOException {
    Path file = fresh.resolve("table.bin");
    EmbeddingTableFile.write(table, file);
    FloatBuffer cells =
        ByteBuffer.wrap(Files.readAllBytes(file)).position(16).slice().asFloatBuffer();
    int width = table.width();
    float[] moments = new float[rows * 2 * width];
    for (int row = 0; row < rows; row++) {
      cells.get(row * (3 * width + 1) + width, moments, row * 2 * width, 2 * width);
    }
    return moments;
  }

  @Test
  void train_rowsNobodyTouched_keepTheirBits() {
    try (VisitTables tables = newTables().open()) {
      FusedModel trained = train(input(tables)).model();
      EmbeddingTable users = trained.table("user_id");
      int absent = trained.contract().vocabularies().get("user_id").row("b");
      int present = trained.contract().vocabularies().get("user_id").row("a");
      EmbeddingTable old = model.table("user_id");
      assertThat(rows(users, absent, absent + 1)).isEqualTo(rows(old, absent, absent + 1));
      assertThat(rows(users, present, present + 1)).isNotEqualTo(rows(old, present, present + 1));
    }
  }

  @Test
  void train_anything_leavesTheEarlierModelAsItWas() throws IOException {
    Map<Path, byte[]> before = files(directory);
    String digest = model.weightsDigest();
    try (VisitTables tables = newTables().open()) {
      TrainingResult result = train(input(tables));
      assertThat(result.growth().orElseThrow().from()).isEqualTo(digest);
      assertThat(result.model().weightsDigest()).isNotEqualTo(digest);
    }
    Map<Path, byte[]> after = files(directory);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((file, bytes) -> assertThat(after.get(file)).as("%s", file).isEqualTo(bytes));
  }

  private static Map<Path, byte[]> files(Path directory) throws IOException {
    Map<Path, byte[]> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void train_stoppedAndResumed_endsAsIfItHadNotStopped() {
    try (VisitTables tables = newTables().open()) {
      TrainingInput input = input(tables);
      String expected = train(input).model().weightsDigest();
      CheckpointSettings settings =
          new CheckpointSettings(fresh.resolve("run"), Duration.ofDays(1), 1, true);
      Trainer first = earlier.trainer(earlier.config(), input, TrainingListener.SILENT);
      first.requestStop();
      assertThatThrownBy(() -> first.train(settings)).isInstanceOf(TrainingStoppedException.class);
      assertThatThrownBy(
              () -> new Trainer(earlier.config(), input, TrainingListener.SILENT).train(settings))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("beginning_digest");
      TrainingResult resumed =
          earlier.trainer(earlier.config(), input, TrainingListener.SILENT).train(settings);
      assertThat(
              earlier.compared(Calibrator.calibrate(resumed, input), input).model().weightsDigest())
          .isEqualTo(expected);
    }
  }

  @Test
  void compared_earlierUsers_areRankedAsTheEarlierModelRanksThem() {
    try (VisitTables tables = newTables().open()) {
      TrainingInput input = input(tables);
      Growth growth = train(input).growth().orElseThrow();
      Growth.Change change = growth.earlierUsers().orElseThrow();
      assertThat(change.before().cases()).isEqualTo(3);
      double recorded = metric("/metrics/ndcg@20");
      assertThat(change.before().value("ndcg@20")).isCloseTo(recorded, within(1e-9));
      assertThat(growth.addedItems()).isEqualTo(1);
      assertThat(growth.addedShops()).isEqualTo(1);
      assertThat(growth.addedRows())
          .containsOnly(
              Map.entry("user_id", 1),
              Map.entry("item_id", 1),
              Map.entry("colour", 1),
              Map.entry("shop_id", 1));
      assertThat(growth.newVisits().orElseThrow().after().cases()).isEqualTo(2);
      assertThat(growth.leftOut()).isEqualTo(new Growth.LeftOut(0, 0));
      assertThat(growth.earlierUsersNote()).isEmpty();
    }
  }

  @Test
  void compared_logThatHoldsAHeldOutVisit_leavesItOut() throws IOException {
    TableFolder folder = newTables();
    String visits = Files.readString(fresh.resolve("visits.csv"));
    folder
        .withText("visits.csv", visits.strip() + "\nb,shop,s1,9,train\nb,item,i1,8,train\n")
        .with("shops.csv", "shop_id", "s0", "s1", "s2", "s3");
    try (VisitTables tables = folder.open()) {
      TrainingInput input = input(tables);
      TrainingResult result = train(input);
      Growth growth = result.growth().orElseThrow();
      assertThat(growth.leftOut()).isEqualTo(new Growth.LeftOut(1, 1));
      assertThat(growth.earlierUsers().orElseThrow().before().cases()).isEqualTo(2);
      assertThat(growth.earlierUsers().orElseThrow().after().cases()).isEqualTo(2);
      assertThat(growth.earlierUsersNote()).hasValueSatisfying(n -> assertThat(n).contains("1"));
      assertThat(MetricsFile.tree(result, input).at("/growth/earlier_users_left_out/users").asInt())
          .isEqualTo(1);
    }
  }

  /** The earlier tune visits are train visits of the longer log. */
  @Test
  void compared_cumulativeLogCutAnew_leavesNobodyToMeasure() throws IOException {
    TableFolder folder = oldTables(fresh);
    String visits = Files.readString(fresh.resolve("visits.csv")).replace("tune", "train");
    folder.withText("visits.csv", visits.strip() + "\na,shop,s4,19,tune\n");
    folder.with("shops.csv", "shop_id", "s1", "s2", "s3", "s4");
    try (VisitTables tables = folder.open()) {
      TrainingInput input = input(tables);
      TrainingResult result = train(input);
      Growth growth = result.growth().orElseThrow();
      assertThat(growth.leftOut()).isEqualTo(new Growth.LeftOut(3, 3));
      assertThat(growth.earlierUsers()).isEmpty();
      assertThat(growth.earlierUsersNote().orElseThrow()).contains("Nobody is left");
      assertThat(MetricsFile.tree(result, input).path("growth").has("earlier_users")).isFalse();
    }
  }

  private static double metric(String pointer) {
    try {
      return new ObjectMapper()
          .readTree(directory.resolve(MetricsFile.NAME).toFile())
          .at(pointer)
          .doubleValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void compared_noTuneSplit_keepsTheCalibration() throws IOException {
    TableFolder folder = newTables();
    String visits = Files.readString(fresh.resolve("visits.csv"));
    folder.withText("visits.csv", visits.replace("tune", "train"));
    try (VisitTables tables = folder.open()) {
      TrainingResult result = train(input(tables));
      assertThat(result.model().calibration()).isEqualTo(model.calibration());
      assertThat(result.growth().orElseThrow().newVisits()).isEmpty();
      assertThat(result.growth().orElseThrow().earlierUsers()).isPresent();
    }
  }

  @Test
  void config_otherArchitecture_isRefusedByName() {
    assertThatThrownBy(() -> earlier.config(with("model.hidden: [6, 5]")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "model.hidden is [6,4] in the model to train on from, [6,5] in the configuration");
    assertThatThrownBy(() -> earlier.config(with("optimizer.tables: row_adagrad")))
        .hasMessageContaining("optimizer.tables is \"LAZY_ADAM\"");
    assertThatThrownBy(() -> earlier.config(with("loss.weighting: uncertainty")))
        .hasMessageContaining("loss.weighting");
    TrainingConfig other = with("training.learning_rate: 0.001", "model.dropout: 0.4");
    assertThat(earlier.config(other).training()).isEqualTo(other.training());
  }

  private static TrainingConfig with(String... settings) {
    return Settings.of(settings).apply("test", CONFIG);
  }

  @Test
  void input_otherFeatures_areRefusedByName() {
    TableFolder tables = newTables().withText("features.yaml", FEATURES.replace("z_score", "log"));
    try (VisitTables opened = tables.open()) {
      assertThatThrownBy(() -> input(opened))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("features.yaml differs from the features of model ")
          .hasMessageContaining("feature \"price\"");
    }
  }

  @Test
  void load_modelThatDoesNotTellItsFeatures_saysWhatToPutThere() throws IOException {
    Path copy = fresh.resolve("copy");
    for (Map.Entry<Path, byte[]> file : files(directory).entrySet()) {
      Path target = copy.resolve(directory.relativize(file.getKey()));
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Files.delete(copy.resolve("features.yaml"));
    assertThatThrownBy(() -> EarlierModel.load(copy))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("put the features.yaml it was trained with there");
    Files.writeString(copy.resolve("features.yaml"), FEATURES);
    Files.writeString(copy.resolve(HeldOutFile.NAME), "{\"request\": 7}\n");
    assertThatThrownBy(() -> EarlierModel.load(copy)).hasMessageContaining("Held-out users");
    Files.writeString(
        copy.resolve(HeldOutFile.NAME),
        """
        {"request": {"user": {"age": "9"}, "all_shops": true}, "held_out": ["s1"], "seen": []}
        """);
    assertThatThrownBy(() -> EarlierModel.load(copy)).hasMessageContaining("no \"user_id\"");
  }
}
