package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that fail while they write checkpoints: what they say, and what they leave. */
class FailingRunTest {
  private static final int EPOCHS = 6;

  @TempDir private Path folder;

  private CheckpointSettings everyStep() {
    return new CheckpointSettings(folder.resolve("run"), Duration.ofDays(1), 1, false);
  }

  @Test
  void train_explodingLoss_namesStepLayerAndTheLastGoodCheckpoint() throws IOException {
    String yaml = KillableRun.config(200).toYaml();
    TrainingConfig wild =
        TrainingConfig.parse(
            "wild", yaml.replaceFirst("learning_rate: [0-9.]+", "learning_rate: 10.0"));
    Trainer trainer = new Trainer(wild, TinyInput.create(true), TrainingListener.SILENT);
    Throwable failure = catchThrowable(() -> trainer.train(everyStep()));
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
    assertThat(folder.resolve("run/step-" + (step - 1))).isDirectory();
    assertThat(folder.resolve("run/step-" + step)).doesNotExist();
  }

  static List<Arguments> breaks() {
    return List.of(
        Arguments.of(
            "the rows of table item_id",
            (Consumer<FusedModel>) model -> model.table("item_id").setWeight(2, 0, Float.NaN)),
        Arguments.of(
            "the weights of layer ",
            (Consumer<FusedModel>) model -> model.towers().params().putScalar(0, Float.NaN)),
        Arguments.of(
            "the optimiser state of the towers",
            (Consumer<FusedModel>)
                model ->
                    model
                        .towers()
                        .getUpdater(true)
                        .getStateViewArray()
                        .putScalar(0, Float.POSITIVE_INFINITY)));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void train_stepOfFiniteLossBreaksTheModel_writesNoCheckpointOfIt(
      String culprit, Consumer<FusedModel> breaking) throws IOException {
    TrainingConfig config = KillableRun.config(EPOCHS);
    TrainingInput input = TinyInput.create(true);
    Trainer trainer = breakingTrainer(config, input, 3, breaking);
    assertThatThrownBy(() -> trainer.train(everyStep()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("A weight is not finite after step 1 of epoch 2; it comes from ")
        .hasMessageContaining("it comes from " + culprit)
        .hasMessageContaining("Lower training.learning_rate (now 0.01)")
        .hasMessageEndingWith(
            "The last good checkpoint is %s.".formatted(folder.resolve("run/step-2")));
    assertThat(folder.resolve("run/step-2")).isDirectory();
    assertThat(folder.resolve("run/step-3")).doesNotExist();
  }

  @Test
  void train_lastStepBreaksTheModelWithoutTune_isNotKeptAsTheBestEpoch() {
    TrainingConfig config = KillableRun.config(1);
    TrainingInput input = TinyInput.create(false);
    Trainer trainer =
        breakingTrainer(config, input, 2, broken -> broken.towers().params().assign(Float.NaN));
    assertThatThrownBy(() -> trainer.train())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("A weight is not finite after step 2 of epoch 1")
        .hasMessageEndingWith("in the features.");
  }

  @Test
  void train_finiteWeightsGiveNoScores_failsAsDiverged() {
    TrainingConfig config = KillableRun.config(1);
    TrainingInput input = TinyInput.create(true);
    Trainer trainer =
        breakingTrainer(config, input, 2, broken -> broken.towers().params().muli(1e20));
    assertThatThrownBy(() -> trainer.train(everyStep()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "A score on tune is NaN after step 2 of epoch 1; it comes from weights too large to"
                + " compute with. Lower training.learning_rate (now 0.01)")
        .hasMessageContaining("The last good checkpoint is ");
  }

  private static Trainer breakingTrainer(
      TrainingConfig config, TrainingInput input, int step, Consumer<FusedModel> breaking) {
    FusedModel model = FusedModel.create(config, input.contract(), input.items(), input.shops());
    return new Trainer(config, input, new BreakingListener(step, model, breaking), model);
  }

  /** Changes a model right after a step, as a gradient would that is not finite. */
  private static final class BreakingListener implements TrainingListener {
    private final int step;
    private final FusedModel model;
    private final Consumer<FusedModel> breaking;

    BreakingListener(int step, FusedModel model, Consumer<FusedModel> breaking) {
      this.step = step;
      this.model = model;
      this.breaking = breaking;
    }

    @Override
    public void onStep(int epoch, int done, int total) {
      if (model.step() == step) {
        breaking.accept(model);
      }
    }
  }

  @Test
  void train_failingBeforeTheFirstCheckpoint_leavesNoDirectory() {
    TrainingInput input = TinyInput.create(true);
    Arrays.fill(input.items().features().numbers(input.contract().feature("price")), Float.NaN);
    Trainer trainer = new Trainer(KillableRun.config(EPOCHS), input, TrainingListener.SILENT);
    assertThatThrownBy(() -> trainer.train(everyStep()))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("There is no checkpoint yet.");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** Trains until the checkpoint after a step, with a file where its folder should be. */
  private Throwable failureToWrite(int step) {
    TrainingConfig config = KillableRun.config(EPOCHS);
    TrainingInput input = TinyInput.create(true);
    Trainer trainer = breakingTrainer(config, input, step, broken -> putFileInTheWay());
    return catchThrowable(() -> trainer.train(everyStep()));
  }

  private void putFileInTheWay() {
    try {
      Files.move(folder.resolve("run"), folder.resolve("aside"));
      Files.writeString(folder.resolve("run"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void train_firstCheckpointCannotBeWritten_doesNotPromiseEarlierOnes() {
    assertThat(failureToWrite(1))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "a file is in the way; there is no earlier one, make room there or give --out another"
                + " place, and begin anew.");
  }

  @Test
  void train_laterCheckpointCannotBeWritten_saysToGoOnFromEarlierOnes() {
    assertThat(failureToWrite(2))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "a file is in the way; earlier ones are untouched, make room there and go on with"
                + " --resume.");
  }
}
