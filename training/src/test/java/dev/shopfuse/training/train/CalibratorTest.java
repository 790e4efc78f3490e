package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.ScoredPairs;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.Calibration;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.sample.Split;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {
  @TempDir private Path folder;

  /** Pairs whose true logit is {@code scale * logit + shift}. */
  private static ScoredPairs pairs(int count, double scale, double shift) {
    SplittableRandom random = new SplittableRandom(3);
    ScoredPairs pairs = new ScoredPairs();
    for (int i = 0; i < count; i++) {
      double logit = 3 * random.nextGaussian();
      double truth = 1 / (1 + Math.exp(-(scale * logit + shift)));
      pairs.add(i / 5, (float) (1 / (1 + Math.exp(-logit))), random.nextDouble() < truth);
    }
    return pairs;
  }

  @Test
  void report_overconfidentScores_findsTheLineAndLowersTheError() {
    CalibrationReport report = Calibrator.report(pairs(20_000, 0.5, -1));
    assertThat(report.calibration().scale()).isCloseTo(0.5, within(0.03));
    assertThat(report.calibration().shift()).isCloseTo(-1, within(0.06));
    assertThat(report.before().error()).isGreaterThan(0.1);
    assertThat(report.after().error()).isLessThan(0.015);
    assertThat(report.after().logLoss()).isLessThan(report.before().logLoss());
  }

  @Test
  void report_scoresInReverse_areLeftAlone() {
    assertThat(Calibrator.report(pairs(2_000, -1, 0)).calibration()).isEqualTo(Calibration.NONE);
  }

  @Test
  void report_threePerfectPairs_staysFinite() {
    ScoredPairs pairs = new ScoredPairs();
    pairs.add(0, 1f, true);
    pairs.add(0, 0f, false);
    pairs.add(1, 0.5f, true);
    Calibration calibration = Calibrator.report(pairs).calibration();
    assertThat(calibration.scale()).isPositive().isFinite();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void report_visitedOrUnvisitedPairsAlone_areLeftAlone(boolean visited) {
    ScoredPairs pairs = new ScoredPairs();
    for (int i = 0; i < 100; i++) {
      pairs.add(i, i / 100f, visited);
    }
    assertThat(Calibrator.report(pairs).calibration()).isEqualTo(Calibration.NONE);
  }

  @ParameterizedTest
  @CsvSource({"501, true", "530, false"})
  void report_scoresThatTellAlmostNothing_areLeftAlone(int visitedAbove, boolean isNone) {
    // Logits of 10 and -10; of a thousand pairs at each, 500 are visited below.
    ScoredPairs pairs = new ScoredPairs();
    float high = (float) (1 / (1 + Math.exp(-10)));
    for (int i = 0; i < 1_000; i++) {
      pairs.add(i, high, i < visitedAbove);
      pairs.add(i, 1 - high, i < 500);
    }
    Calibration calibration = Calibrator.report(pairs).calibration();
    assertThat(calibration.equals(Calibration.NONE)).isEqualTo(isNone);
  }

  @Test
  void calibrate_negativesOfTheBatchAlone_fitsToDrawnOnes() {
    TrainingInput input = TinyInput.create(true);
    TrainingConfig config =
        TrainingConfig.parse(
            "test",
            """
            model: {hidden: [8, 6], item_samples: 3}
            training: {batch_size: 4, epochs: 1}
            negatives: {sharing: batch, shops: 0, items: 2}
            """);
    TrainingResult run = new Trainer(config, input, TrainingListener.SILENT).train();
    ScoredPairs pairs = run.evaluation().orElseThrow().pairs();
    assertThat(IntStream.range(0, pairs.size()).filter(i -> !pairs.visited(i)).count())
        .isEqualTo(3);
    assertThat(Calibrator.calibrate(run, input).model().calibration().scale())
        .isGreaterThanOrEqualTo(1e-3);
  }

  @Test
  void then_twoCalibrations_equalsOneAfterTheOther() {
    Calibration both = new Calibration(0.5, 1).then(new Calibration(2, -0.25));
    assertThat(both.probability(0.7))
        .isCloseTo(new Calibration(2, -0.25).probability(0.5 * 0.7 + 1), within(1e-12));
  }

  private static UserContext context(FusedModel model, TrainingInput input) {
    return new UserPasts(model.contexts(), input.users(), input.samples().sequences(Split.TUNE))
        .context(input.samples().cases(Split.TUNE).get(0));
  }

  @Test
  void calibrate_aRun_movesScoresAlongTheLineAndKeepsTheOrder() {
    TrainingInput input = TinyInput.create(true);
    TrainingConfig config =
        TrainingConfig.parse(
            "test",
            """
            model: {hidden: [8, 6], item_samples: 3}
            training: {batch_size: 4, epochs: 2, learning_rate: 0.01}
            negatives: {shops: 2, items: 2}
            """);
    TrainingResult run = new Trainer(config, input, TrainingListener.SILENT).train();
    TrainingResult calibrated = Calibrator.calibrate(run, input);
    FusedModel before = run.model();
    FusedModel after =
        before.calibrated(new Calibration(0.25, 0.5)).calibrated(new Calibration(2, 0.1));
    assertThat(after.calibration().scale()).isEqualTo(0.5);
    assertThat(after.calibration().shift()).isCloseTo(1.1, within(1e-12));
    int[] shops = {2, 3, 4, 5, 6};
    float[] raw = before.scoreShops(context(before, input), shops);
    float[] scores = after.scoreShops(context(before, input), shops);
    for (int i = 0; i < shops.length; i++) {
      double logit = Math.log(raw[i]) - Math.log1p(-raw[i]);
      assertThat(scores[i])
          .isCloseTo((float) new Calibration(0.5, 1.1).probability(logit), within(1e-6f));
    }
    assertThat(after.towers().params()).isEqualTo(before.towers().params());
    assertThat(after.weightsDigest()).isNotEqualTo(before.weightsDigest());
    assertThat(before.calibrated(after.calibration()).weightsDigest())
        .isEqualTo(after.weightsDigest());
    assertThat(calibrated.calibration().orElseThrow().pairs()).isEqualTo(9);
    assertThat(calibrated.tune().orElseThrow().value("mrr"))
        .isEqualTo(run.tune().orElseThrow().value("mrr"));
    // A resumed run has no evaluation of an earlier process, and measures again.
    TrainingResult resumed =
        new TrainingResult(before, run.bestEpoch(), run.epochs(), Optional.empty());
    TrainingResult measured = Calibrator.calibrate(resumed, input);
    assertThat(run.evaluation()).isPresent();
    assertThat(measured.model().weightsDigest()).isEqualTo(calibrated.model().weightsDigest());
    assertThat(measured.tune()).isEqualTo(calibrated.tune());
    assertThat(
            Objects.requireNonNull(MetricsFile.tree(calibrated, input).get("calibration")).size())
        .isEqualTo(7);

    ModelDirectory.save(after, folder.resolve("model"));
    FusedModel loaded = ModelDirectory.load(folder.resolve("model"));
    assertThat(loaded.calibration()).isEqualTo(after.calibration());
    assertThat(loaded.scoreShops(context(loaded, input), shops)).isEqualTo(scores);
  }

  @Test
  void calibrate_withoutTune_leavesTheRunAsItIs() {
    TrainingInput input = TinyInput.create(false);
    TrainingConfig config =
        TrainingConfig.parse(
            "test", "{model: {hidden: [8, 6], item_samples: 3}, training: {epochs: 1}}");
    TrainingResult run = new Trainer(config, input, TrainingListener.SILENT).train();
    assertThat(Calibrator.calibrate(run, input)).isSameAs(run);
  }
}
