package dev.shopfuse.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.SuperpositionConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.config.Variant;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.feature.FeatureDefinition;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
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
    TrainingConfig shopOnly = Baseline.SHOP_ONLY.configuration(config);
    assertThat(shopOnly.hasItemTower()).isFalse();
    assertThat(shopOnly.model().dropout()).isEqualTo(0.1);
    TrainingConfig shared = Baseline.SHARED.configuration(config);
    assertThat(shared.hasItemTower()).isTrue();
    assertThat(shared.model().superposition().direction()).isEqualTo(Direction.NONE);
    assertThat(Baseline.PLAIN.configuration(config)).isEqualTo(config);
    assertThat(Baseline.FUSED.configuration(config)).isEqualTo(config);
  }

  @Test
  void configuration_settingsThatFitTheRowOnly_areApplied() {
    TrainingConfig both = TrainingConfig.parse("c", "model: {superposition: {direction: both}}");
    Settings shared = Settings.of("negatives.sharing: batch");
    TrainingConfig config =
        Baseline.withSettings("plain", "shared.yaml", shared).configuration(both);
    assertThat(config.negatives().shared()).isTrue();
    assertThat(config.model().superposition().direction()).isEqualTo(Direction.ITEM_TO_SHOP);
  }

  @Test
  void configuration_penaltyOnTheMatrix_isThatOfProjectedOnly() {
    String superposition = "model: {superposition: {variant: projected, l1: 0.5}}";
    TrainingConfig config = TrainingConfig.parse("c", superposition);
    for (Baseline row : Baseline.ALL) {
      SuperpositionConfig own = row.configuration(config).model().superposition();
      assertThat(own.l1()).as(row.label()).isEqualTo(own.variant() == Variant.PROJECTED ? 0.5 : 0);
    }
    Settings l1 = Settings.of("model.superposition.l1: 0.25");
    Baseline projected = Baseline.withSettings("projected", "l1.yaml", l1);
    assertThat(projected.configuration(TrainingConfig.defaults()).model().superposition().l1())
        .isEqualTo(0.25);
  }

  @Test
  void row_severalSeeds_givesMeanAndSampleDeviation() {
    BaselineTable.Row row = new BaselineTable.Row(Baseline.FUSED, List.of(run(1), run(2), run(4)));
    assertThat(row.mean("mrr")).isCloseTo((1 + 0.5 + 0.25) / 3, within(1e-12));
    double mean = row.mean("mrr");
    double squares = Math.pow(1 - mean, 2) + Math.pow(0.5 - mean, 2) + Math.pow(0.25 - mean, 2);
    assertThat(row.deviation("mrr").orElseThrow()).isCloseTo(Math.sqrt(squares / 2), within(1e-12));
    assertThat(row.metrics()).containsExactly("mrr");
    BaselineTable table = new BaselineTable(Split.TUNE, List.of(0), List.of(row));
    assertThat(table.row(Baseline.FUSED)).contains(row);
    assertThat(table.hasSeveralSeeds()).isTrue();
    assertThat(table.intervalNote()).isEqualTo("over users and seeds");
    assertThat(table.row(Baseline.SHARED)).isEmpty();
    assertThat(table.choiceNote())
        .contains("chosen on this split", "so were the settings if they were searched");
    assertThat(new BaselineTable(Split.TEST, List.of(0), List.of(row)).choiceNote())
        .contains("not on this split", "so were the settings if they were searched");
  }

  @Test
  void row_oneSeed_hasNoDeviationAndSaysWhatItsIntervalsCover() {
    BaselineTable.Row heuristic = new BaselineTable.Row(Baseline.POPULARITY, List.of(run(2)));
    BaselineTable.Row trained = new BaselineTable.Row(Baseline.FUSED, List.of(run(1)));
    assertThat(trained.deviation("mrr")).isEmpty();
    BaselineTable table = new BaselineTable(Split.TEST, List.of(0), List.of(heuristic));
    assertThat(table.intervalNote()).isEqualTo("over users");
    assertThat(table.with(trained).hasSeveralSeeds()).isFalse();
    assertThat(table.with(trained).intervalNote())
        .isEqualTo(
            "over users for these very models; with one seed nothing is known of other seeds");
  }

  /** One user whose only held-out shop has this rank. */
  private static BaselineRun run(int rank) {
    return new BaselineRun(
        rank, new Metrics(1, Map.of("mrr", 1.0 / rank)), List.of(new int[] {rank}), 1);
  }

  @Test
  void bucket_boundaries_areWhereTheyShould() {
    List<Integer> visits = List.of(0, 1, 2, 3, 5, 6, 400);
    assertThat(Bucket.NONE.users(visits)).containsExactly(0);
    assertThat(Bucket.FEW.users(visits)).containsExactly(1, 2);
    assertThat(Bucket.NONE_OR_FEW.users(visits)).containsExactly(0, 1, 2);
    assertThat(Bucket.SOME.users(visits)).containsExactly(3, 4);
    assertThat(Bucket.MANY.users(visits)).containsExactly(5, 6);
    assertThat(Bucket.ALL.users(visits)).hasSize(7);
  }

  @Test
  void of_unknownLabel_listsTheRows() {
    assertThat(Baseline.of("shop_only")).isEqualTo(Baseline.SHOP_ONLY);
    assertThatThrownBy(() -> Baseline.of("shop-only"))
        .hasMessageContaining("\"shop-only\"")
        .hasMessageContaining("shop_only");
  }

  @Test
  void comparison_rowAgainstReference_comparesEachBucket() {
    List<int[]> good = List.of(new int[] {1}, new int[] {2}, new int[] {1});
    List<int[]> poor = List.of(new int[] {2}, new int[] {4}, new int[] {2});
    BaselineTable table =
        new BaselineTable(
            Split.TEST,
            List.of(0, 1, 8),
            List.of(
                new BaselineTable.Row(
                    Baseline.POPULARITY, List.of(new BaselineRun(1, metrics(), poor, 0))),
                new BaselineTable.Row(
                    Baseline.FUSED, List.of(new BaselineRun(1, metrics(), good, 0)))));
    BaselineComparison comparison = new BaselineComparison(table, Baseline.POPULARITY);
    BaselineComparison.Cell cell =
        comparison.cell(Baseline.FUSED, Bucket.NONE_OR_FEW, "mrr").orElseThrow();
    assertThat(cell.mean()).isEqualTo(0.75);
    assertThat(cell.against().orElseThrow().difference().value()).isEqualTo(0.375);
    assertThat(cell.against().orElseThrow().lift().value()).isEqualTo(1);
    assertThat(comparison.cell(Baseline.POPULARITY, Bucket.ALL, "mrr").orElseThrow().against())
        .isEmpty();
    assertThat(comparison.cell(Baseline.FUSED, Bucket.SOME, "mrr")).isEmpty();
    JsonNode json = BaselineJson.tree(comparison);
    assertThat(json.path("left_out")).isEmpty();
    assertThat(json.at("/users_by_shop_visits/0-2").asInt()).isEqualTo(2);
    assertThat(json.at("/rows/1/by_shop_visits/0-2/mrr/difference/value").asDouble())
        .isEqualTo(0.375);
    assertThatThrownBy(() -> new BaselineComparison(table, Baseline.SHARED))
        .hasMessageContaining("shared was not measured");
  }

  private static Metrics metrics() {
    return new Metrics(3, Map.of("mrr", 0.5));
  }
}
