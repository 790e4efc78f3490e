package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    trainUntil(steps, KillableRun.config(EPOCHS));
  }

  private void trainUntil(int steps, TrainingConfig config) {
    int[] taken = {0};
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        new Trainer(
            config,
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

  /** Their dropout draws from a generator of its own. */
  @Test
  void train_towersInChunksResumed_givesTheWeightsOfAnUninterruptedRun() {
    TrainingConfig config =
        Settings.of("negatives.sharing: example").apply("test", KillableRun.config(EPOCHS));
    trainUntil(3, config);
    trainUntil(2, config);
    assertThat(trainer(config).train(settings(true)).model().weightsDigest())
        .isEqualTo(trainer(config).train().model().weightsDigest());
  }

  /**
   * Two steps an epoch: the rate is 0 in the middle of the second one, which counts all the same.
   */
  @Test
  void train_resumedWhereTheRateIsZero_endsTheEpochAsAnUninterruptedRun() {
    TrainingConfig config =
        Settings.of("optimizer.decay_steps: 3").apply("test", KillableRun.config(EPOCHS));
    trainUntil(3, config);
    TrainingResult result = trainer(config).train(settings(true));
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.model().weightsDigest())
        .isEqualTo(trainer(config).train().model().weightsDigest());
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
  void train_bestEpochDamaged_isNotReturnedAsTheModel() throws IOException {
    trainUntil(7);
    String best =
        names().stream().filter(name -> name.startsWith("best-")).findFirst().orElseThrow();
    Path weights = folder.resolve("run").resolve(best).resolve("parameters.bin");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);
    assertThatThrownBy(() -> trainer(KillableRun.config(EPOCHS)).train(settings(true)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Every checkpoint", "is damaged", "delete that directory");
    assertThat(names()).contains("step-7", best);
  }

  private boolean isSound(String kind, long number) {
    return new CheckpointFolder(folder.resolve("run"), kind).isSound(number);
  }

  @Test
  void train_stepOfADamagedCheckpointComesAgain_isWrittenAgain() throws IOException {
    trainUntil(5);
    Files.write(folder.resolve("run/step-5/parameters.bin"), new byte[3]);
    trainUntil(1);
    assertThat(names()).contains("step-4", "step-5");
    assertThat(isSound("step", 5)).isTrue();
  }

  @Test
  void train_damagedCheckpointOfALaterStep_isNotCountedAsKept() throws IOException {
    trainUntil(5);
    Files.createDirectory(folder.resolve("run/step-9"));
    trainUntil(1);
    assertThat(names()).contains("step-5", "step-6").doesNotContain("step-9");
  }

  @Test
  void train_bestEpochLeftByAKilledRunOfAnotherRate_isWrittenAgain() throws IOException {
    trainUntil(2);
    assertThat(names()).doesNotContain("best-1");
    Path stale = Files.createDirectory(folder.resolve("run/best-1"));
    Files.writeString(stale.resolve("step"), "of another rate");
    trainUntil(1);
    assertThat(isSound("best", 1)).isTrue();
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
  void train_neitherTimeNorSteps_writesACheckpointOnlyWhenStopped() throws IOException {
    List<Boolean> seen = new ArrayList<>();
    Trainer[] trainer = new Trainer[1];
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(int epoch, int done, int total) {
            seen.add(Files.exists(folder.resolve("run/step-" + (seen.size()))));
            if (seen.size() == 3) {
              trainer[0].requestStop();
            }
          }
        };
    trainer[0] = new Trainer(KillableRun.config(EPOCHS), TinyInput.create(true), listener);
    CheckpointSettings never =
        new CheckpointSettings(folder.resolve("run"), Duration.ZERO, 0, false);
    assertThatThrownBy(() -> trainer[0].train(never)).isInstanceOf(TrainingStoppedException.class);
    assertThat(seen).containsExactly(false, false, false);
    assertThat(names()).contains("step-3");
  }

  @Test
  void train_earlierRunKilledWhileItsCheckpointsWereDeleted_clearsThemAway() throws IOException {
    Path left = Files.createDirectories(folder.resolve(".run-old-1/discarded"));
    trainUntil(1);
    assertThat(left.getParent()).doesNotExist();
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
  void train_resumedByAnotherVersion_isRefused() throws IOException {
    trainUntil(3);
    Path run = settings(true).directory().resolve("run.json");
    String earlier = Files.readString(run).replaceFirst("\"version\" : \"[^\"]*\",", "");
    Files.writeString(run, earlier);
    assertThatThrownBy(() -> trainer(KillableRun.config(EPOCHS)).train(settings(true)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(": version is missing there, \"" + TrainingVersion.current())
        .hasMessageContaining("Resume with the same version, configuration and data");
    assertThat(run).hasContent(earlier);
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
  void train_optimiserWithoutState_isResumedToo() {
    Settings sgd = Settings.of("optimizer.towers: sgd");
    TrainingConfig three = sgd.apply("test", KillableRun.config(3));
    String expected = trainer(three).train().model().weightsDigest();
    trainer(sgd.apply("test", KillableRun.config(2))).train(settings(false));
    assertThat(trainer(three).train(settings(true)).model().weightsDigest()).isEqualTo(expected);
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
