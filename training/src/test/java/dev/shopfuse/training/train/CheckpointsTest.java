package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final int EPOCHS = 6;
  private static String uninterrupted = "";

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() {
    uninterrupted = trainer(KillableRun.config(EPOCHS)).train().model().weightsDigest();
  }

  private static Trainer trainer(TrainingConfig config) {
    return new Trainer(config, TinyInput.create(true), TrainingListener.SILENT);
  }

  private CheckpointSettings settings(boolean resume) {
    return new CheckpointSettings(folder.resolve("run"), Duration.ofDays(1), 1, resume);
  }

  /** Trains until a number of steps is taken. */
  private void trainUntil(int steps) {
    int[] taken = {0};
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        new Trainer(
            KillableRun.config(EPOCHS),
            TinyInput.create(true),
            new TrainingListener() {
              @Override
              public void onStep(int epoch, int done, int total) {
                if (++taken[0] == steps) {
                  trainer[0].requestStop();
                }
              }
            });
    assertThatThrownBy(() -> trainer[0].train(settings(true)))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageEndingWith("continue with --resume.");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void train_stoppedAndResumedSeveralTimes_givesTheWeightsOfAnUninterruptedRun() {
    trainUntil(1);
    trainUntil(4);
    trainUntil(2);
    TrainingResult result = trainer(KillableRun.config(EPOCHS)).train(settings(true));
    assertThat(result.model().weightsDigest()).isEqualTo(uninterrupted);
    assertThat(result.epochs()).hasSize(EPOCHS);
  }

  @Test
  void train_newestCheckpointDamaged_goesOnFromTheOneBefore() throws IOException {
    trainUntil(5);
    Path weights = folder.resolve("run/step-5/parameters.bin");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);
    TrainingResult result = trainer(KillableRun.config(EPOCHS)).train(settings(true));
    assertThat(result.model().weightsDigest()).isEqualTo(uninterrupted);
  }

  @Test
  void train_manyCheckpoints_keepsTwoAndTheBestTheyNeed() throws IOException {
    trainUntil(7);
    assertThat(names()).contains("step-6", "step-7", "run.json").doesNotContain("step-5");
    assertThat(names()).noneMatch(name -> name.startsWith("."));
    assertThat(names().stream().filter(name -> name.startsWith("best-"))).isNotEmpty();
  }

  @Test
  void train_notAskedToResume_refusesToOverwriteCheckpoints() {
    trainUntil(3);
    assertThatThrownBy(() -> trainer(KillableRun.config(EPOCHS)).train(settings(false)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds a run that stopped after step 3; continue it with --resume");
  }

  @Test
  void train_otherSeed_refusesCheckpointsOfAnotherRun() {
    trainUntil(3);
    assertThatThrownBy(() -> trainer(KillableRun.config(EPOCHS).withSeed(8)).train(settings(true)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("config.training.seed is 7 there, 8 here");
  }

  @Test
  void train_moreEpochsThanBefore_goesOn() {
    trainUntil(3);
    TrainingResult result = trainer(KillableRun.config(EPOCHS + 1)).train(settings(true));
    assertThat(result.epochs()).hasSize(EPOCHS + 1);
  }

  @Test
  void train_resumedWithAnotherLearningRate_tellsBoth() {
    trainUntil(3);
    TrainingConfig slower =
        TrainingConfig.parse(
            "slower",
            KillableRun.config(EPOCHS)
                .toYaml()
                .replaceFirst("learning_rate: [0-9.]+", "learning_rate: 0.005"));
    TrainingResult result = trainer(slower).train(settings(true));
    // Two steps an epoch: the run stopped within the second one.
    assertThat(result.epochs().get(0).learningRates()).containsExactly(0.01);
    assertThat(result.epochs().get(1).learningRates()).containsExactly(0.01, 0.005);
    assertThat(result.epochs().get(2).learningRates()).containsExactly(0.005);
    ObjectNode metrics = MetricsFile.tree(result, TinyInput.create(true));
    assertThat(metrics.at("/epochs/1/learning_rates")).hasSize(2);
    assertThat(metrics.at("/provenance/learning_rates").size())
        .isEqualTo(result.bestEpoch() > 1 ? 2 : 0);
    TrainingResult last = new TrainingResult(result.model(), 3, result.epochs(), Optional.empty());
    assertThat(MetricsFile.provenance(last, TinyInput.create(true)).path("learning_rates"))
        .hasSize(2);
  }

  @Test
  void train_directoryInUse_isRefused() {
    TrainingConfig config = KillableRun.config(EPOCHS);
    TrainingInput input = TinyInput.create(true);
    FusedModel model = FusedModel.create(config, input.contract(), input.items(), input.shops());
    RunIdentity identity = RunIdentity.of(config, input, model, Optional.empty());
    try (Checkpoints held = Checkpoints.open(settings(false), identity)) {
      assertThat(held.describeLast()).isEqualTo("There is no checkpoint yet.");
      assertThatThrownBy(() -> Checkpoints.open(settings(false), identity))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Another run writes checkpoints to ");
    }
  }

  @Test
  void train_explodingLoss_namesStepLayerAndTheLastGoodCheckpoint() throws IOException {
    String yaml = KillableRun.config(200).toYaml();
    TrainingConfig wild =
        TrainingConfig.parse(
            "wild", yaml.replaceFirst("learning_rate: [0-9.]+", "learning_rate: 10.0"));
    Throwable failure = catchThrowable(() -> trainer(wild).train(settings(false)));
    assertThat(failure)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it comes from layer ")
        .hasMessageContaining("Lower training.learning_rate (now 10.0)");
    Matcher message =
        Pattern.compile(
                "in step (\\d+) of epoch (\\d+); .* The last good checkpoint is (.*-(\\d+))\\.$")
            .matcher(String.valueOf(failure.getMessage()));
    assertThat(message.find()).as(failure.getMessage()).isTrue();
    long step = 2L * (Long.parseLong(message.group(2)) - 1) + Long.parseLong(message.group(1));
    assertThat(Long.parseLong(message.group(4))).as("the step before").isEqualTo(step - 1);
    assertThat(Path.of(message.group(3))).isDirectory();
    assertThat(names()).contains("step-" + (step - 1)).doesNotContain("step-" + step);
  }

  @Test
  void train_failingBeforeTheFirstCheckpoint_leavesNoDirectory() {
    TrainingInput input = TinyInput.create(true);
    Arrays.fill(input.items().features().numbers(input.contract().feature("price")), Float.NaN);
    Trainer trainer = new Trainer(KillableRun.config(EPOCHS), input, TrainingListener.SILENT);
    assertThatThrownBy(() -> trainer.train(settings(false)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("There is no checkpoint yet.");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void train_refusedTwice_saysTheSameTwice() {
    trainUntil(3);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> trainer(KillableRun.config(EPOCHS)).train(settings(false)))
          .hasMessageContaining("holds a run that stopped after step 3");
    }
  }
}
