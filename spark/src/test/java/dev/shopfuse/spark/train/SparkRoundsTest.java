package dev.shopfuse.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.spark.LocalSpark;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ShardTraining;
import dev.shopfuse.training.cluster.TrainingJob;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.sample.ShardWriter;
import dev.shopfuse.training.simulate.MarketplaceSimulator;
import dev.shopfuse.training.simulate.SimulationConfig;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.CheckpointSettings;
import dev.shopfuse.training.train.Round;
import dev.shopfuse.training.train.RoundSettings;
import dev.shopfuse.training.train.Sharing;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import dev.shopfuse.training.train.TrainingStoppedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkRoundsTest {
  private static final TrainingConfig CONFIG =
      TrainingConfig.parse(
          "test",
          """
          model: {hidden: [8, 8], embedding_width: 4, item_samples: 2, dropout: 0.1}
          training: {seed: 3, batch_size: 60, epochs: 2, workers: 2}
          negatives: {shops: 2, items: 1}
          """);

  @TempDir static Path folder;

  @BeforeAll
  static void writeShards() {
    MarketplaceSimulator.simulate(
        new SimulationConfig(150, 60, 20, 4), folder.resolve("market"), Progress.none());
    try (VisitTables tables = VisitTables.open(folder.resolve("market"), TableOptions.strict())) {
      ShardWriter.write(tables, folder.resolve("shards"), 4);
    }
  }

  private static TrainingJob job(String model) {
    return job(model, CONFIG);
  }

  private static TrainingJob job(String model, TrainingConfig config) {
    Path out = folder.resolve(model);
    CheckpointSettings checkpoints =
        new CheckpointSettings(CheckpointSettings.directoryFor(out), Duration.ofDays(1), 0, true);
    return new TrainingJob(folder.resolve("shards"), config, out, checkpoints);
  }

  private static TrainingResult alone(TrainingJob job) {
    return ShardTraining.run(job, folder, TrainingListener.SILENT, Optional.empty());
  }

  private static TrainingResult shared(
      String model, int shares, int steps, TrainingListener listener) {
    return shared(job(model), shares, steps, listener);
  }

  private static TrainingResult shared(
      TrainingJob job, int shares, int steps, TrainingListener listener) {
    RoundSettings settings = new RoundSettings(shares, steps);
    try (SparkRounds rounds = SparkRounds.on(LocalSpark.session(), shares)) {
      return ShardTraining.run(job, folder, listener, Optional.of(new Sharing(settings, rounds)));
    }
  }

  private static String digest(TrainingResult result) {
    return result.model().weightsDigest();
  }

  @Test
  void run_oneShare_equalsOneMachineToTheBit() {
    TrainingResult alone = alone(job("alone"));
    TrainingResult whole = shared("whole", 1, 1_000, TrainingListener.SILENT);
    TrainingResult pieces = shared("pieces", 1, 3, TrainingListener.SILENT);
    assertThat(digest(whole)).isEqualTo(digest(alone)).isEqualTo(digest(pieces));
    assertThat(whole.epochs().get(1).loss()).isEqualTo(alone.epochs().get(1).loss());
    assertThat(whole.tune()).isEqualTo(alone.tune());
    assertThat(ModelDirectory.load(folder.resolve("pieces")).weightsDigest())
        .isEqualTo(digest(alone));
    assertThat(folder.resolve("pieces/report.html")).exists();
    assertThat(folder.resolve("pieces/metrics.json")).exists();
    assertThat(folder.resolve("pieces.checkpoint")).doesNotExist();
  }

  @Test
  void run_oneShareWithSharedNegatives_equalsOneMachineToTheBit() {
    TrainingConfig config =
        Settings.of("negatives.sharing: batch", "loss.shop: softmax").apply("test", CONFIG);
    TrainingResult alone = alone(job("alone-sharing", config));
    TrainingResult pieces = shared(job("pieces-sharing", config), 1, 3, TrainingListener.SILENT);
    assertThat(digest(pieces)).isEqualTo(digest(alone));
  }

  @Test
  void run_twoSharesTwice_givesTheSameWeights() {
    TrainingResult first = shared("first", 2, 2, TrainingListener.SILENT);
    TrainingResult second = shared("second", 2, 2, TrainingListener.SILENT);
    assertThat(digest(first)).isEqualTo(digest(second));
    assertThat(first.model().step()).isEqualTo(5L * first.bestEpoch());
    assertThat(first.epochs().get(1).loss()).isLessThan(first.epochs().get(0).loss());
  }

  @Test
  void run_stoppedAfterARound_goesOnToTheSameWeights() {
    TrainingResult whole = shared("undisturbed", 2, 2, TrainingListener.SILENT);
    assertThatThrownBy(() -> shared("stopped", 2, 2, stopAfter(2)))
        .isInstanceOf(TrainingStoppedException.class);
    assertThat(folder.resolve("stopped")).doesNotExist();
    TrainingResult resumed = shared("stopped", 2, 2, TrainingListener.SILENT);
    assertThat(digest(resumed)).isEqualTo(digest(whole));
  }

  @Test
  void run_resumedWithOtherShares_isRefused() {
    assertThatThrownBy(() -> shared("refused", 2, 2, stopAfter(1)))
        .isInstanceOf(TrainingStoppedException.class);
    assertThatThrownBy(() -> shared("refused", 1, 2, TrainingListener.SILENT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("belong to another run: tasks is 2 there, 1 here");
  }

  private static TrainingListener stopAfter(int rounds) {
    return new TrainingListener() {
      private Optional<Trainer> running = Optional.empty();
      private int left = rounds;

      @Override
      public void onStart(Trainer trainer, TrainingInput input) {
        running = Optional.of(trainer);
      }

      @Override
      public void onStep(int epoch, int done, int total) {
        if (--left == 0) {
          running.ifPresent(Trainer::requestStop);
        }
      }
    };
  }

  @Test
  void on_moreSharesThanCores_saysWhatToDo() {
    assertThatThrownBy(() -> SparkRounds.on(LocalSpark.session(), 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--master local[3]");
  }

  @Test
  void run_sparkStopped_saysHowToGoOn() {
    try (SparkRounds rounds = SparkRounds.on(LocalSpark.session(), 1)) {
      LocalSpark.session().stop();
      Round round = new Round("run", "samples", "beginning", "state", 1, 0, 1, 1);
      assertThatThrownBy(() -> rounds.run(round, block -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Spark was stopped")
          .hasMessageContaining("--resume");
    }
  }

  @Test
  void settings_nothingToDo_areRefused() {
    assertThatThrownBy(() -> new RoundSettings(0, 1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new RoundSettings(1, 0)).isInstanceOf(InputException.class);
    assertThat(new RoundSettings(1, 1).steps()).isEqualTo(1);
  }

  @Test
  void run_folderWithoutShards_writesNothing() {
    TrainingJob good = job("none");
    TrainingJob bad =
        new TrainingJob(folder.resolve("market"), CONFIG, good.model(), good.checkpoints());
    try (SparkRounds rounds = SparkRounds.on(LocalSpark.session(), 1)) {
      Sharing sharing = new Sharing(new RoundSettings(1, 1), rounds);
      assertThatThrownBy(
              () -> ShardTraining.run(bad, folder, TrainingListener.SILENT, Optional.of(sharing)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no finished folder of samples");
    }
    assertThat(good.model()).doesNotExist();
    assertThat(good.checkpoints().directory()).doesNotExist();
  }
}
