package dev.shopfuse.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.feature.FeatureDefinition;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  @Test
  void itemToShop_knownVisits_countsSellersAndBreaksTiesByPopularity() {
    VisitSequences sequences =
        VisitSequences.of(List.of("u"), new int[][] {{2, 3, 2, 4}}, new int[][] {{}});
    int[][] shopsOfItem = {{}, {}, {2}, {2, 3}, {4}};
    ItemToShop heuristic = new ItemToShop(sequences, shopsOfItem, new long[] {0, 0, 1, 10, 5});
    float[] scores =
        heuristic.score(List.of(new EvaluationCase(0, 3, 0, new int[] {2}, new int[0])))[0];
    // Item 4 lies in the future of the case: shop 4 has popularity only.
    assertThat(scores[2]).isCloseTo(3 + 0.099f, within(1e-5f));
    assertThat(scores[3]).isCloseTo(1 + 0.99f, within(1e-5f));
    assertThat(scores[4]).isCloseTo(0.495f, within(1e-5f));
  }

  @Test
  void shopOnlyFeatures_anyFeatureOfItems_isLeftOut() {
    FeatureFile features =
        FeatureFile.parse(
            "features.yaml",
            """
            features:
              - {name: user_id, side: user, kind: id}
              - {name: item_history, side: user, kind: history, of: item_id}
              - {name: shop_history, side: user, kind: history, of: shop_id}
              - {name: item_id, side: item, kind: id}
              - {name: sellers, side: item, kind: list, of: shop_id}
              - {name: shop_id, side: shop, kind: id}
              - {name: contents, side: shop, kind: list, of: item_id}
            """);
    assertThat(ShopOnlyFeatures.of(features).definitions())
        .extracting(FeatureDefinition::name)
        .containsExactly("user_id", "shop_history", "shop_id");
  }

  @Test
  void variant_eachTrainedBaseline_changesOnlyWhatSetsItApart() {
    TrainingConfig config =
        TrainingConfig.parse("c", "{model: {dropout: 0.1}, training: {epochs: 3}}");
    TrainingConfig shopOnly = Baselines.variant(config, Baseline.SHOP_ONLY);
    assertThat(shopOnly.hasItemTower()).isFalse();
    assertThat(shopOnly.model().dropout()).isEqualTo(0.1);
    TrainingConfig shared = Baselines.variant(config, Baseline.SHARED);
    assertThat(shared.hasItemTower()).isTrue();
    assertThat(shared.model().superposition().direction()).isEqualTo(Direction.NONE);
    assertThat(Baselines.variant(config, Baseline.FUSED)).isEqualTo(config);
  }

  @Test
  void row_severalSeeds_givesMeanAndSampleDeviation() {
    BaselineTable.Row row =
        new BaselineTable.Row(
            Baseline.FUSED,
            List.of(
                new Metrics(1, Map.of("mrr", 0.1)),
                new Metrics(1, Map.of("mrr", 0.2)),
                new Metrics(1, Map.of("mrr", 0.3))));
    assertThat(row.mean("mrr")).isCloseTo(0.2, within(1e-12));
    assertThat(row.deviation("mrr")).isCloseTo(0.1, within(1e-12));
    assertThat(row.has("ece")).isFalse();
    BaselineTable table = new BaselineTable("tune", List.of(row));
    assertThat(table.row(Baseline.FUSED)).contains(row);
    assertThat(table.row(Baseline.SHARED)).isEmpty();
  }
}
