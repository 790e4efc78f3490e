package dev.shopfuse.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.NegativeSampler;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final float NEVER = 99;

  private final Evaluator evaluator = new Evaluator(NegativeSampler.of(new long[8], 0, 1, 7), 2);

  private static EvaluationCase user(int user, int[] heldOut, int... seen) {
    return new EvaluationCase(user, 0, 0, heldOut, seen);
  }

  private Metrics evaluate(List<EvaluationCase> cases, float[]... scores) {
    return evaluator.evaluate(batch -> scores, cases);
  }

  @Test
  void evaluate_oneHeldOutShop_equalsHandComputation() {
    // Shops 2..7; shop 3 is seen. Held-out shop 4 has 0.5; above it: shop 2. Rank 2 of 5.
    Metrics metrics =
        evaluate(
            List.of(user(0, new int[] {4}, 3)),
            new float[] {NEVER, NEVER, 0.9f, 0.95f, 0.5f, 0.1f, 0.2f, 0.3f});
    assertThat(metrics.value("recall@5")).isEqualTo(1);
    assertThat(metrics.value("hit_rate@5")).isEqualTo(1);
    assertThat(metrics.value("ndcg@5")).isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-12));
    assertThat(metrics.value("mrr")).isEqualTo(0.5);
    assertThat(metrics.value("auc")).isEqualTo(0.75);
    assertThat(metrics.value("gauc")).isEqualTo(0.75);
    assertThat(metrics.cases()).isEqualTo(1);
  }

  @Test
  void evaluate_allScoresEqual_heldOutShopStandsLast() {
    float[] flat = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
    Metrics metrics = evaluate(List.of(user(0, new int[] {4})), flat);
    assertThat(metrics.value("mrr")).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(metrics.value("recall@5")).isZero();
    assertThat(metrics.value("recall@10")).isEqualTo(1);
    assertThat(metrics.value("auc")).isEqualTo(0.5);
    assertThat(metrics.value("gauc")).isEqualTo(0.5);
  }

  @Test
  void evaluate_severalHeldOutShopsWithTies_equalsHandComputation() {
    // Held out 2 (0.9), 3 (0.4), 4 (0.4); others 5 (0.4), 6 (0.8), 7 (0.1).
    // Ranks: shop 2 first; 0.8 second; the 0.4 of shop 5 third; shops 3 and 4 fourth and fifth.
    Metrics metrics =
        evaluate(
            List.of(user(0, new int[] {2, 3, 4})),
            new float[] {NEVER, NEVER, 0.9f, 0.4f, 0.4f, 0.4f, 0.8f, 0.1f});
    double ideal = 1 + 1 / log2(3) + 1 / log2(4);
    double gain = 1 + 1 / log2(5) + 1 / log2(6);
    assertThat(metrics.value("ndcg@5")).isCloseTo(gain / ideal, within(1e-12));
    assertThat(metrics.value("recall@5")).isEqualTo(1);
    assertThat(metrics.value("mrr")).isEqualTo(1);
    // Pairs: shop 2 wins 3; shops 3 and 4 each win 1, tie 1, lose 1: (3 + 1.5 + 1.5) / 9.
    assertThat(metrics.value("gauc")).isCloseTo(6.0 / 9, within(1e-12));
    assertThat(metrics.value("auc")).isCloseTo(6.0 / 9, within(1e-12));
  }

  @Test
  void evaluate_twoUsers_meansAreOverUsersAndGaucIsWeighted() {
    Metrics metrics =
        evaluate(
            List.of(user(0, new int[] {2}, 3, 4, 5), user(1, new int[] {2, 3})),
            new float[] {NEVER, NEVER, 0.5f, 0, 0, 0, 0.6f, 0.4f},
            new float[] {NEVER, NEVER, 0.9f, 0.8f, 0.1f, 0.1f, 0.1f, 0.1f});
    assertThat(metrics.value("mrr")).isEqualTo((0.5 + 1) / 2);
    assertThat(metrics.value("gauc")).isCloseTo((1 * 0.5 + 2 * 1) / 3, within(1e-12));
    // Pooled: 0.5 beats 5 of the 6 others, 0.9 and 0.8 beat all 6.
    assertThat(metrics.value("auc")).isCloseTo((5 + 6 + 6) / 18.0, within(1e-12));
  }

  @Test
  void ndcg_moreHeldOutThanK_idealIsCutAtK() {
    int[] ranks = {1, 2, 3, 4, 5, 6, 7};
    assertThat(RankingMetrics.ndcg(ranks, 5)).isEqualTo(1);
    assertThat(RankingMetrics.recall(ranks, 5)).isCloseTo(5.0 / 7, within(1e-12));
  }

  @Test
  void hitRate_rankTwentyAndTwentyOne_liesInsideAndOutside() {
    assertThat(RankingMetrics.hitRate(new int[] {20}, 20)).isEqualTo(1);
    assertThat(RankingMetrics.hitRate(new int[] {21}, 20)).isZero();
    assertThat(RankingMetrics.ndcg(new int[] {21}, 20)).isZero();
  }

  @Test
  void reliability_threeRows_equalsHandComputation() {
    Reliability reliability = new Reliability();
    reliability.add(0.8, true);
    reliability.add(0.8, false);
    reliability.add(0.1, false);
    double loss = -(Math.log(0.8) + Math.log(0.2) + Math.log(0.9)) / 3;
    assertThat(reliability.logLoss()).isCloseTo(loss, within(1e-12));
    // Bin of 0.8: |1.6 - 1| = 0.6; bin of 0.1: 0.1; over three rows.
    assertThat(reliability.error()).isCloseTo(0.7 / 3, within(1e-12));
    assertThat(reliability.bins())
        .extracting(Reliability.Bin::rows, Reliability.Bin::positiveShare)
        .containsExactly(tuple(1L, 0.0), tuple(2L, 0.5));
  }

  @Test
  void evaluate_nanScore_isRefused() {
    assertThatThrownBy(
            () ->
                evaluate(
                    List.of(user(3, new int[] {2})), new float[] {0, 0, 1, Float.NaN, 0, 0, 0, 0}))
        .hasMessageContaining("shop 3 for user 3 is NaN");
  }

  @Test
  void evaluate_scoresNoProbabilities_leavesCalibrationOut() {
    ShopScorer counts =
        new ShopScorer() {
          @Override
          public float[][] score(List<EvaluationCase> cases) {
            return new float[][] {{0, 0, 7, 1, 2, 3, 4, 5}};
          }

          @Override
          public boolean givesProbabilities() {
            return false;
          }
        };
    Metrics metrics = evaluator.evaluate(counts, List.of(user(0, new int[] {2})));
    assertThat(metrics.values()).doesNotContainKeys("log_loss", "ece").containsKey("ndcg@20");
    assertThatThrownBy(() -> metrics.value("ece")).hasMessageContaining("no metric \"ece\"");
  }

  @Test
  void measure_noNegativesInTraining_drawsOneForEachHeldOutShop() {
    Evaluator pure = new Evaluator(NegativeSampler.of(new long[8], 0, 1, 7), 0);
    float[] scores = {NEVER, NEVER, 0.9f, 0.8f, 0.1f, 0.1f, 0.1f, 0.1f};
    ScoredPairs pairs =
        pure.measure(batch -> new float[][] {scores}, List.of(user(0, new int[] {2, 3})), n -> {})
            .pairs();
    assertThat(IntStream.range(0, pairs.size()).mapToObj(pairs::visited))
        .containsExactly(true, true, false, false);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
