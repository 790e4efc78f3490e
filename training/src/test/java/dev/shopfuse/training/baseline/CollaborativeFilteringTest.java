package dev.shopfuse.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollaborativeFilteringTest {
  private static SampleSet samples(int[][] items, int[][] shops, int shopCount) {
    List<String> ids = IntStream.range(0, shops.length).mapToObj(user -> "u" + user).toList();
    VisitSequences visits = VisitSequences.of(ids, items, shops);
    Map<Split, VisitSequences> bySplit = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      bySplit.put(split, visits);
    }
    List<TrainingExample> train = new ArrayList<>();
    for (int user = 0; user < shops.length; user++) {
      for (int shop : shops[user]) {
        train.add(new TrainingExample(user, 0, 0, shop, true));
      }
    }
    List<EvaluationCase> tune =
        List.of(new EvaluationCase(0, items[0].length, 1, new int[] {3}, new int[] {2}));
    return SampleSet.of(bySplit, train, Map.of(Split.TUNE, tune), 10, shopCount + 2, "small");
  }

  private static EvaluationCase user(int user, int items, int shops, int heldOut) {
    return new EvaluationCase(user, items, shops, new int[] {heldOut}, new int[0]);
  }

  @Test
  void neighbours_visitedShops_sumCosines() {
    // Shop 2: users 0, 1, 2; shop 3: users 1, 2; shop 4: user 3.
    SampleSet samples =
        samples(new int[][] {{}, {}, {}, {}}, new int[][] {{2}, {2, 3}, {3, 2}, {4}}, 3);
    VisitNeighbours knn = new VisitNeighbours(samples, samples.sequences(Split.TUNE), false, 10);
    float[] scores = knn.score(List.of(user(0, 0, 1, 3)))[0];
    assertThat(scores[3]).isCloseTo((float) (2 / Math.sqrt(3 * 2)), within(1e-5f));
    assertThat(scores[4]).isPositive().isLessThan(1e-5f);
  }

  @Test
  void neighbours_userWithoutShopVisit_itemsHelp() {
    // User 0 has no shop visit; item 5 is visited by users 0, 1, 2; 1 and 2 visited shop 3.
    SampleSet samples =
        samples(new int[][] {{5}, {5}, {5}, {}}, new int[][] {{}, {3}, {3}, {2}}, 2);
    EvaluationCase cold = user(0, 1, 0, 3);
    VisitNeighbours shopsOnly =
        new VisitNeighbours(samples, samples.sequences(Split.TUNE), false, 10);
    assertThat(shopsOnly.score(List.of(cold))[0][3]).isLessThan(1e-5f);
    VisitNeighbours both = new VisitNeighbours(samples, samples.sequences(Split.TUNE), true, 10);
    assertThat(both.score(List.of(cold))[0][3])
        .isCloseTo((float) (2 / Math.sqrt(3 * 2)), within(1e-5f));
  }

  @Test
  void neighbours_moreThanK_onlyTheNearestCount() {
    SampleSet samples = samples(new int[][] {{}, {}, {}}, new int[][] {{2, 3}, {2, 3}, {2, 4}}, 3);
    VisitNeighbours one = new VisitNeighbours(samples, samples.sequences(Split.TUNE), false, 1);
    float[] scores = one.score(List.of(user(0, 0, 1, 3)))[0];
    // The nearest to shop 2 is itself.
    assertThat(scores[2]).isGreaterThan(0.9f);
    assertThat(scores[3]).isLessThan(1e-5f);
  }

  @Test
  void factors_twoTastes_rankTheOwnTasteFirst() {
    // Even users visit shops 2..6, odd ones 7..11, each all but one.
    int[][] shops = new int[40][];
    for (int user = 0; user < shops.length; user++) {
      int first = user % 2 == 0 ? 2 : 7;
      int left = user / 2 % 5;
      shops[user] =
          IntStream.range(first, first + 5).filter(shop -> shop != first + left).toArray();
    }
    SampleSet samples = samples(new int[40][0], shops, 10);
    Evaluator evaluator = new Evaluator(NegativeSampler.of(new long[12], 0, 1, 7), 1);
    MatrixFactorisation factors = new TunedRankers(samples, evaluator, "mrr").factors(5);
    float[] scores = factors.score(List.of(user(0, 0, 4, 2)))[0];
    assertThat(scores[2]).isGreaterThan(scores[7]).isGreaterThan(scores[11]);
    float[] again =
        new TunedRankers(samples, evaluator, "mrr").factors(5).score(List.of(user(0, 0, 4, 2)))[0];
    assertThat(again).isEqualTo(scores);
  }
}
