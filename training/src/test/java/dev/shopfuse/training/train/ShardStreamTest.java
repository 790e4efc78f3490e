package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleShard;
import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.sample.ShardWriter;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.simulate.MarketplaceSimulator;
import dev.shopfuse.training.simulate.SimulationConfig;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardStreamTest {
  private static final int ALL = 1_000_000;
  private static final TrainingConfig CONFIG =
      TrainingConfig.parse(
          "test",
          """
          model: {hidden: [8, 8], embedding_width: 4, item_samples: 2}
          training: {seed: 3, batch_size: 100, epochs: 2, workers: 2}
          loss: {shop: softmax}
          negatives: {shops: 2, items: 1, sharing: batch}
          """);

  @TempDir static Path folder;
  private static TrainingInput inMemory;

  @BeforeAll
  static void writeShards() {
    MarketplaceSimulator.simulate(
        new SimulationConfig(150, 60, 20, 4), folder.resolve("market"), Progress.none());
    try (VisitTables tables = VisitTables.open(folder.resolve("market"), TableOptions.strict())) {
      ShardWriter.write(tables, folder.resolve("shards"), 4);
      inMemory = TrainingInput.load(tables, CONFIG, Progress.none());
    }
  }

  private static SampleShards open() {
    return SampleShards.open(folder.resolve("shards"), folder);
  }

  @Test
  void load_shards_fitsTheFeaturesOfTheTables() {
    try (SampleShards shards = open()) {
      TrainingInput input = ShardedInput.load(shards, CONFIG, ALL).input();
      assertThat(input.contract().digest()).isEqualTo(inMemory.contract().digest());
      assertThat(input.samples().itemCounts()).isEqualTo(inMemory.samples().itemCounts());
      assertThat(input.samples().shopCounts()).isEqualTo(inMemory.samples().shopCounts());
      assertThat(input.samples().exampleCount()).isEqualTo(inMemory.samples().train().size());
    }
  }

  @Test
  void load_tuneUsers_areThoseOfTheTables() {
    try (SampleShards shards = open()) {
      TrainingInput input = ShardedInput.load(shards, CONFIG, ALL).input();
      List<EvaluationCase> expected = inMemory.samples().cases(Split.TUNE);
      assertThat(input.samples().cases(Split.TUNE)).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        EvaluationCase actual = input.samples().cases(Split.TUNE).get(i);
        assertThat(actual.heldOut()).isEqualTo(expected.get(i).heldOut());
        assertThat(actual.seen()).isEqualTo(expected.get(i).seen());
        assertThat(input.samples().sequences(Split.TUNE).itemVisits(actual.user()))
            .isEqualTo(inMemory.samples().sequences(Split.TUNE).itemVisits(expected.get(i).user()));
      }
      assertThat(ShardedInput.load(shards, CONFIG, 5).input().samples().cases(Split.TUNE))
          .hasSize(5);
    }
  }

  @Test
  void read_everyShard_givesEachExampleOnce() {
    List<String> actual = new ArrayList<>();
    try (SampleShards shards = open()) {
      for (int shard = 0; shard < shards.summary().shards(); shard++) {
        SampleShard rows = shards.read(shard);
        rows.examples()
            .forEach(
                example ->
                    actual.add(
                        text(rows.sequences().userId(example.user()), example)
                            + rows.sequences().itemVisitCount(example.user())));
      }
    }
    List<String> expected =
        inMemory.samples().train().stream()
            .map(
                example ->
                    text(inMemory.samples().sequences(Split.TRAIN).userId(example.user()), example)
                        + inMemory.samples().sequences(Split.TRAIN).itemVisitCount(example.user()))
            .toList();
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void read_impressions_areApartFromVisits() throws IOException {
    Path tables = Files.createDirectory(folder.resolve("shown"));
    Files.writeString(
        tables.resolve("visits.csv"),
        """
        user_id,page,target_id,time,split,action
        u,item,i1,1,train,click
        u,shop,s1,2,train,
        u,shop,s2,1,train,impression
        u,shop,s1,1,train,impression
        u,item,i2,1,train,impression
        v,shop,s1,3,train,
        """);
    try (VisitTables opened = VisitTables.open(tables, TableOptions.strict())) {
      ShardWriter.write(opened, folder.resolve("shown-shards"), 2);
    }
    try (SampleShards shards = SampleShards.open(folder.resolve("shown-shards"), folder)) {
      SampleShard ofU = shards.read(0);
      assertThat(ofU.sequences().shopVisits(0)).containsExactly(2);
      assertThat(ofU.known().shownShops(0)).containsExactly(3);
      assertThat(ofU.known().shownItems(0)).containsExactly(3);
      assertThat(shards.read(1).known().shownShops(0)).isEmpty();
    }
  }

  @Test
  void read_shardThatLostItsVisits_isRefused() throws IOException {
    Path damaged = folder.resolve("damaged");
    try (VisitTables tables = VisitTables.open(folder.resolve("market"), TableOptions.strict())) {
      ShardWriter.write(tables, damaged, 4);
    }
    try (Stream<Path> files = Files.walk(damaged.resolve("train/train_visits/shard=2"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    try (SampleShards shards = SampleShards.open(damaged, folder)) {
      assertThat(shards.read(1).examples()).isNotEmpty();
      assertThatThrownBy(() -> shards.read(2))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Shard 2 of " + damaged + " holds 0 train examples")
          .hasMessageContaining("write the samples again");
    }
  }

  private static String text(String user, TrainingExample example) {
    return "%s %d %d %d ".formatted(user, example.itemCount(), example.shopCount(), example.shop());
  }

  @Test
  void train_stoppedWithinAShard_goesOnThereToTheSameWeights() {
    TrainingResult whole;
    try (SampleShards shards = open()) {
      whole = trainer(shards, TrainingListener.SILENT).train();
    }
    Path run = folder.resolve("run");
    CheckpointSettings settings = new CheckpointSettings(run, Duration.ofDays(1), 1, true);
    int[] steps = {0};
    Trainer[] stopped = new Trainer[1];
    try (SampleShards shards = open()) {
      stopped[0] =
          trainer(
              shards,
              new TrainingListener() {
                @Override
                public void onStep(int epoch, int done, int total) {
                  if (++steps[0] == 3) {
                    stopped[0].requestStop();
                  }
                }
              });
      assertThatThrownBy(() -> stopped[0].train(settings))
          .isInstanceOf(TrainingStoppedException.class);
    }
    try (SampleShards shards = open()) {
      TrainingResult resumed = trainer(shards, TrainingListener.SILENT).train(settings);
      assertThat(resumed.model().weightsDigest()).isEqualTo(whole.model().weightsDigest());
      assertThat(resumed.model().step()).isEqualTo(whole.model().step()).isGreaterThan(6);
    }
  }

  private static Trainer trainer(SampleShards shards, TrainingListener listener) {
    return Trainer.ofShards(CONFIG, ShardedInput.load(shards, CONFIG, ALL), listener);
  }

  @Test
  void open_folderWithoutSummary_isNotFinished() {
    assertThatThrownBy(() -> SampleShards.open(folder.resolve("market"), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no finished folder of samples");
  }
}
