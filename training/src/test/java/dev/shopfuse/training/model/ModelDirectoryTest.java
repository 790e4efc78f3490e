package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

class ModelDirectoryTest {
  @TempDir Path folder;
  private Path directory;
  private FusedModel model;

  @BeforeEach
  void createModel() {
    directory = folder.resolve("model");
    createModel(TinyMarket.config(Direction.ITEM_TO_SHOP, 2));
  }

  private void createModel(TrainingConfig config) {
    model = TinyMarket.model(config, DataType.FLOAT);
    model.step(batch(model));
  }

  private static GroupBatch batch(FusedModel model) {
    BatchBuilder builder = new BatchBuilder(model.config());
    builder.add(TinyMarket.contexts(model).get(0), 4, new int[] {2, 3}, new int[] {6, 7});
    return builder.build();
  }

  @ParameterizedTest
  @CsvSource({
    "loss.shop: bce",
    "loss.shop: softmax",
    "loss.shop: bpr",
    "loss.shop: focal",
    "loss.weighting: uncertainty",
    "optimizer.towers: adamax;optimizer.warm_up_steps: 3",
    "optimizer.towers: amsgrad;optimizer.decay_steps: 9",
    "optimizer.towers: nadam;optimizer.weight_decay: 0.01",
    "optimizer.towers: adagrad;optimizer.warm_up_steps: 3;optimizer.decay_steps: 9",
    "optimizer.towers: rmsprop;optimizer.clip_norm: 1",
    "optimizer.towers: nesterovs;optimizer.tables: row_adagrad",
    "optimizer.towers: sgd;training.table_l2: 0.01",
    "model.superposition.variant: gated;model.superposition.direction: both",
    "model.superposition.variant: scaled;model.superposition.layer_norm: true",
    "model.superposition.variant: projected;model.superposition.pooling: attention",
    "model.history_pooling: attention",
    "model.dot_product: 4;model.dot_items: true;model.dot_temperature: 0.5",
    "model.match_counts: true",
  })
  void load_savedModel_scoresAndTrainsOnToTheBit(String settings) {
    createModel(Settings.of(settings.split(";")).apply("test", model.config()));
    ModelDirectory.save(model, directory);
    FusedModel loaded = ModelDirectory.load(directory);
    int[] shops = {2, 3, 4, 5, 6};
    assertThat(loaded.weightsDigest()).isEqualTo(model.weightsDigest());
    assertThat(loaded.scoreShops(TinyMarket.contexts(loaded).get(1), shops))
        .isEqualTo(model.scoreShops(TinyMarket.contexts(model).get(1), shops));
    model.step(batch(model));
    assertThat(loaded.weightsDigest()).isNotEqualTo(model.weightsDigest());
    loaded.step(batch(loaded));
    assertThat(loaded.weightsDigest()).isEqualTo(model.weightsDigest());
    assertThat(loaded.config()).isEqualTo(model.config());
  }

  @Test
  void save_overAnEarlierModel_replacesItAndLeavesNothingElse() throws IOException {
    ModelDirectory.save(model, directory);
    model.step(batch(model));
    ModelDirectory.save(model, directory, fresh -> Files.writeString(fresh.resolve("a.txt"), "a"));
    assertThat(ModelDirectory.load(directory).step()).isEqualTo(2);
    assertThat(directory.resolve("a.txt")).exists();
    assertThat(names(folder)).containsExactly("model");
  }

  @Test
  void save_writerFails_keepsTheEarlierModel() throws IOException {
    ModelDirectory.save(model, directory);
    model.step(batch(model));
    assertThatThrownBy(
            () ->
                ModelDirectory.save(
                    model,
                    directory,
                    fresh -> {
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("disk full");
    assertThat(ModelDirectory.load(directory).step()).isEqualTo(1);
    assertThat(names(folder)).containsExactly("model");
  }

  @Test
  void recover_killedWhileWriting_clearsAwayWhatWasLeft() throws IOException {
    ModelDirectory.save(model, directory);
    Files.createDirectories(folder.resolve(".model-new-123/tables"));
    Files.createDirectories(folder.resolve(".model-old-45/model"));
    Files.createDirectories(folder.resolve(".model2-new-6"));
    ModelDirectory.recover(directory);
    assertThat(names(folder)).containsExactlyInAnyOrder("model", ".model2-new-6");
    assertThat(ModelDirectory.load(directory).step()).isEqualTo(1);
  }

  @Test
  void recover_killedBetweenTheRenames_bringsTheEarlierModelBack() throws IOException {
    ModelDirectory.save(model, directory);
    Files.createDirectories(folder.resolve(".model-new-123"));
    Files.createDirectories(folder.resolve(".model-old-45"));
    Files.move(directory, folder.resolve(".model-old-45/model"));
    ModelDirectory.recover(directory);
    assertThat(names(folder)).containsExactly("model");
    assertThat(ModelDirectory.load(directory).step()).isEqualTo(1);
  }

  @Test
  void requireReplaceable_aFileAbove_namesTheDirectoryAskedFor() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> ModelDirectory.requireReplaceable(file.resolve("a/model")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file.resolve("a/model")
                + " cannot be written: a file is in the way; choose another place or make room"
                + " there.");
  }

  @Test
  void save_directoryOfSomethingElse_isRefused() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> ModelDirectory.save(model, directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is no model directory");
    assertThat(directory.resolve("thesis.txt")).exists();
  }

  @Test
  void load_damagedOrAbsent_saysWhich() throws IOException {
    assertThatThrownBy(() -> ModelDirectory.load(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it has no model.json; train a model first");
    ModelDirectory.save(model, directory);
    Path table = directory.resolve("tables/item_id.bin");
    Files.write(table, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> ModelDirectory.load(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining("item_id.bin");
    Files.writeString(directory.resolve("model.json"), "{\"format\": 9}");
    assertThatThrownBy(() -> ModelDirectory.load(directory))
        .hasMessageContaining("has format 9; this version reads 1");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
