package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.sample.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static TrainingConfig config(int seed, int epochs, int patience) {
    return config(seed, epochs, patience, 0.3);
  }

  private static TrainingConfig config(int seed, int epochs, int patience, double dropout) {
    return TrainingConfig.parse(
        "test",
        """
        model: {hidden: [8, 6], dropout: %s, item_samples: 3}
        training: {seed: %d, batch_size: 4, epochs: %d, patience: %d, learning_rate: 0.01}
        negatives: {shops: 2, items: 2}
        """
            .formatted(dropout, seed, epochs, patience));
  }

  private static TrainingConfig withWorkers(TrainingConfig config, int workers) {
    return Settings.of("training.workers: " + workers).apply("test", config);
  }

  private static TrainingResult train(TrainingConfig config) {
    return new Trainer(config, TinyInput.create(true), TrainingListener.SILENT).train();
  }

  /** Two steps an epoch. */
  @ParameterizedTest
  @CsvSource({"0, 4, 2", "0, 5, 3", "2, 4, 3"})
  void train_rateFallsToZero_endsWithThatEpoch(int warmUp, int decay, int epochs) {
    TrainingConfig config =
        Settings.of(
                "optimizer.warm_up_steps: %d\noptimizer.decay_steps: %d".formatted(warmUp, decay))
            .apply("test", config(7, 10, 10));
    assertThat(train(config).epochs()).hasSize(epochs);
  }

  /** One step, so that the penalty has not changed a weight yet. */
  @ParameterizedTest
  @ValueSource(strings = {"optimizer.weight_decay: 0.1", "model.superposition.l1: 0.1"})
  void train_penaltyOnWeights_isNoPartOfTheReportedLoss(String penalty) {
    Settings penalised =
        Settings.of("model.superposition.variant: projected\ntraining.batch_size: 64\n" + penalty);
    Settings free = Settings.of("model.superposition.variant: projected\ntraining.batch_size: 64");
    TrainingConfig config = config(7, 1, 1);
    assertThat(train(penalised.apply("test", config)).epochs().get(0).loss())
        .isCloseTo(train(free.apply("test", config)).epochs().get(0).loss(), within(1e-5));
  }

  @Test
  void train_sameSeedTwice_givesTheSameWeightsToTheBit() {
    String first = train(config(7, 3, 3)).model().weightsDigest();
    assertThat(train(config(7, 3, 3)).model().weightsDigest()).isEqualTo(first);
    assertThat(train(config(8, 3, 3)).model().weightsDigest()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void train_anyNumberOfWorkersTwice_givesTheSameWeightsToTheBit(int workers) {
    TrainingConfig config = config(7, 3, 3);
    TrainingConfig several = withWorkers(config, workers);
    String first = train(several).model().weightsDigest();
    assertThat(train(several).model().weightsDigest()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "negatives.sharing: example",
        "negatives.sharing: batch",
        "negatives.sharing: batch;loss.shop: softmax;model.dot_product: 4",
        "negatives.sharing: batch;loss.shop: bpr",
        "negatives.sharing: batch;loss.shop: softmax;negatives.hardest: 2",
      })
  void train_moreWorkers_computeTheSameStepsUpToRounding(String settings) {
    TrainingConfig config = Settings.of(settings.split(";")).apply("test", config(7, 1, 1, 0));
    TrainingConfig three = withWorkers(config, 3);
    TrainingConfig one = withWorkers(config, 1);
    Map<String, EmbeddingTable> expected = train(one).model().tables();
    Map<String, EmbeddingTable> actual = train(three).model().tables();
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, table) ->
            assertThat(actual.get(name).weights())
                .as(name)
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(table.weights()));
  }

  @Test
  void train_explodingLoss_namesTheLayer() {
    TrainingConfig config = config(7, 200, 200);
    TrainingConfig wild =
        TrainingConfig.parse(
            "wild", config.toYaml().replace("learning_rate: 0.01", "learning_rate: 10.0"));
    assertThatThrownBy(() -> train(wild))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it comes from layer ")
        .hasMessageContaining("Lower training.learning_rate (now 10.0)");
  }

  @Test
  void train_tuneStopsImproving_keepsTheBestEpoch() {
    TrainingInput input = TinyInput.create(true);
    TrainingConfig config = config(7, 60, 3);
    TrainingResult result = new Trainer(config, input, TrainingListener.SILENT).train();
    assertThat(result.epochs().size()).isEqualTo(Math.min(60, result.bestEpoch() + 3));
    double best = result.tune().orElseThrow().value("ndcg@20");
    for (EpochReport report : result.epochs()) {
      assertThat(report.tune().orElseThrow().value("ndcg@20")).isLessThanOrEqualTo(best);
    }
    UserPasts users =
        new UserPasts(
            result.model().contexts(), input.users(), input.samples().sequences(Split.TUNE));
    Metrics again =
        Samplers.evaluator(config, input.samples())
            .evaluate(new ModelScorer(result.model(), users), input.samples().cases(Split.TUNE));
    assertThat(again).isEqualTo(result.tune().orElseThrow());
  }

  @Test
  void train_noTuneSplit_runsAllEpochsAndKeepsTheLast() {
    TrainingResult result =
        new Trainer(config(7, 4, 1), TinyInput.create(false), TrainingListener.SILENT).train();
    assertThat(result.bestEpoch()).isEqualTo(4);
    assertThat(result.tune()).isEmpty();
    ObjectNode tree = MetricsFile.tree(result, TinyInput.create(false));
    assertThat(tree.has("split")).isFalse();
    assertThat(tree.has("metrics")).isFalse();
  }

  @Test
  void train_manySteps_learnsTheExamples() {
    List<EpochReport> reports = train(config(7, 80, 80)).epochs();
    assertThat(reports.get(79).loss()).isLessThan(reports.get(0).loss() * 0.85);
  }

  @Test
  void train_listener_hearsEveryStepAndEpoch() {
    List<String> heard = new ArrayList<>();
    new Trainer(
            config(7, 2, 2),
            TinyInput.create(true),
            new TrainingListener() {
              @Override
              public void onStep(int epoch, int done, int total) {
                heard.add("step " + epoch + " " + done + "/" + total);
              }

              @Override
              public void onEvaluation(int epoch, int done, int total) {
                heard.add("tune " + epoch + " " + done + "/" + total);
              }

              @Override
              public void onEpoch(EpochReport report) {
                heard.add("epoch " + report.epoch());
              }
            })
        .train();
    assertThat(heard.subList(0, 4))
        .containsExactly("step 1 4/6", "step 1 6/6", "tune 1 2/2", "epoch 1");
  }

  @Test
  void train_infiniteNumberInAFeature_saysInWhichStepAndWhere() {
    TrainingInput input = TinyInput.create(true);
    float[] prices = input.items().features().numbers(input.contract().feature("price"));
    Arrays.fill(prices, Float.NaN);
    assertThatThrownBy(() -> new Trainer(config(7, 2, 2), input, TrainingListener.SILENT).train())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The loss is NaN in step 1 of epoch 1; it comes from the item input");
  }

  @Test
  void metricsFile_finishedRun_holdsMetricsAndProvenance() {
    TrainingInput input = TinyInput.create(true);
    TrainingResult result = new Trainer(config(5, 2, 2), input, TrainingListener.SILENT).train();
    ObjectNode tree = MetricsFile.tree(result, input);
    assertThat(tree.at("/metrics/ndcg@20").doubleValue())
        .isEqualTo(result.tune().orElseThrow().value("ndcg@20"));
    assertThat(tree.at("/provenance/seed").intValue()).isEqualTo(5);
    assertThat(tree.at("/provenance/data_digest").textValue()).isEqualTo("tiny");
    assertThat(tree.at("/provenance/config/model/dropout").doubleValue()).isEqualTo(0.3);
    assertThat(tree.at("/epochs/1/metrics/mrr").isNumber()).isTrue();
  }
}
