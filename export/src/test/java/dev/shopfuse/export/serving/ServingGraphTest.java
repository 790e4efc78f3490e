package dev.shopfuse.export.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.export.parity.ParityCheck;
import dev.shopfuse.export.parity.ParityReport;
import dev.shopfuse.export.parity.SampleRequests;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.model.FusedModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServingGraphTest {
  private static OnnxGraph graph(FusedModel model) {
    return ServingGraph.of(ServedModel.of(model), ServingGraph.tasks(model));
  }

  private static List<String> inputs(OnnxGraph graph) {
    return graph.inputs().stream().map(Value::name).toList();
  }

  private static String shape(OnnxGraph graph, String output) {
    return graph.outputs().stream()
        .filter(value -> value.name().equals(output))
        .findFirst()
        .orElseThrow()
        .shape()
        .toString();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 0.5", "NONE, 4, 0.0", "ITEM_TO_SHOP, 0, 0.5", "ITEM_TO_SHOP, 4, 0.5",
    "ITEM_TO_SHOP, 0, 0.0", "SHOP_TO_ITEM, 0, 0.5", "BOTH, 0, 0.5", "BOTH, 4, 0.5"
  })
  void of_everyDirection_scoresAsTheModel(Direction direction, int dotProduct, double itemLoss) {
    FusedModel model = TestMarket.model(direction, dotProduct, itemLoss);
    ServedModel served = ServedModel.of(model);
    ParityReport report =
        new ParityCheck(served).check(graph(model), new SampleRequests(served, 5).take(12));
    assertThat(report.maxAbsDifference()).isLessThanOrEqualTo(1e-5);
    assertThat(report.requests()).isEqualTo(12);
    assertThat(report.shopsScored()).isEqualTo(12L * TestMarket.SHOPS);
  }

  @ParameterizedTest
  @CsvSource({
    "ITEM_TO_SHOP, model.superposition.variant: scaled",
    "ITEM_TO_SHOP, model.superposition.variant: projected",
    "ITEM_TO_SHOP, model.superposition.variant: gated",
    "SHOP_TO_ITEM, model.superposition.variant: scaled",
    "SHOP_TO_ITEM, model.superposition.variant: projected",
    "SHOP_TO_ITEM, model.superposition.variant: gated",
    "BOTH, model.superposition.variant: scaled",
    "BOTH, model.superposition.variant: projected",
    "BOTH, model.superposition.variant: gated",
    "BOTH, model.superposition.layer_norm: true",
    "ITEM_TO_SHOP, model.superposition.layer_norm: true",
    "ITEM_TO_SHOP, model.superposition.pooling: attention",
    "BOTH, model.superposition.pooling: attention",
    "BOTH, model.superposition.pooling: attention;model.superposition.variant: gated",
    "ITEM_TO_SHOP, model.superposition.pooling: attention;model.superposition.layer_norm: true",
    "ITEM_TO_SHOP, model.dot_product: 4;model.superposition.variant: gated",
    "ITEM_TO_SHOP, model.dot_product: 4;model.superposition.variant: scaled",
    "ITEM_TO_SHOP, model.dot_product: 5;model.dot_vectors: summed;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, model.dot_product: 4;model.dot_vectors: summed;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, model.dot_product: 5;model.dot_items: true;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, model.dot_product: 4;model.dot_vectors: tables;model.dot_items: true",
    "NONE, model.dot_product: 4;model.dot_vectors: tables;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, negatives.sharing: batch;loss.shop: softmax;model.dot_product: 4;model.dot_vectors: tables;"
        + "model.dot_items: true;model.dot_temperature: 0.5",
    "ITEM_TO_SHOP, model.match_counts: true",
    "NONE, loss.item_weight: 0;model.match_counts: true",
    "NONE, model.match_counts: true",
    "SHOP_TO_ITEM, model.match_counts: true",
    "BOTH, model.match_counts: true;model.dot_product: 4",
    "SHOP_TO_ITEM, model.dot_product: 4;model.dot_items: true",
    "NONE, negatives.sharing: batch;model.dot_product: 4;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, negatives.sharing: batch;model.dot_product: 4;loss.shop: softmax",
    "ITEM_TO_SHOP, negatives.sharing: batch;model.superposition.pooling: attention",
    "ITEM_TO_SHOP, model.history_pooling: attention",
    "ITEM_TO_SHOP, loss.shop: bpr",
    "NONE, loss.shop: focal",
    "ITEM_TO_SHOP, loss.weighting: uncertainty"
  })
  void of_everyVariant_scoresAsTheModel(Direction direction, String settings) {
    FusedModel model = TestMarket.model(direction, settings.split(";"));
    TestMarket.spread(model);
    ServedModel served = ServedModel.of(model);
    ParityReport report =
        new ParityCheck(served).check(graph(model), new SampleRequests(served, 5).take(12));
    assertThat(report.maxAbsDifference()).isLessThanOrEqualTo(1e-5);
    assertThat(report.shopsScored()).isEqualTo(12L * TestMarket.SHOPS);
  }

  @Test
  void of_matchCounts_countNoMoreSamplesThanTheModelHasOfAUser() {
    OnnxGraph serving = graph(TestMarket.model(Direction.ITEM_TO_SHOP, "model.match_counts: true"));
    // Where items are scored K are thousands, and visits are compared with each other.
    assertThat(serving.nodes())
        .filteredOn(node -> node.operator() == Operator.SCATTER_ELEMENTS)
        .extracting(node -> node.inputs().get(1).shape().toString())
        .contains(
            "[item_history_length + min(K, %d)]"
                .formatted(TestMarket.model().contract().itemSamples()));
  }

  @Test
  void of_defaultDirection_hasEveryFeatureAsInputAndBothOutputs() {
    FusedModel model = TestMarket.model();
    OnnxGraph serving = graph(model);
    assertThat(inputs(serving))
        .containsExactlyInAnyOrderElementsOf(
            model.contract().features().stream().map(feature -> feature.name()).toList());
    assertThat(shape(serving, "shop")).isEqualTo("[N]");
    assertThat(shape(serving, "item")).isEqualTo("[K]");
  }

  @ParameterizedTest
  @EnumSource(
      value = Direction.class,
      names = {"SHOP_TO_ITEM", "BOTH"})
  void of_shopsGiveToItems_itemPredictionsDependOnTheShop(Direction direction) {
    OnnxGraph serving = graph(TestMarket.model(direction, 0, 0.5));
    assertThat(shape(serving, "item")).isEqualTo("[N, K]");
    assertThat(shape(serving, "shop")).isEqualTo("[N]");
  }

  @Test
  void of_noItemTower_hasNoItemInputs() {
    FusedModel model = TestMarket.model(Direction.NONE, 0, 0);
    assertThat(ServingGraph.tasks(model)).containsExactly(Task.SHOP);
    assertThat(inputs(graph(model))).doesNotContain("item_id", "price", "sold_by");
  }

  @Test
  void of_shopsAloneWithoutSuperposition_leavesTheItemTowerOut() {
    FusedModel model = TestMarket.model(Direction.NONE, 0, 0.5);
    OnnxGraph serving = ServingGraph.of(ServedModel.of(model), Set.of(Task.SHOP));
    assertThat(inputs(serving)).doesNotContain("item_id", "price", "sold_by");
    assertThat(serving.nodes()).noneMatch(node -> node.name().startsWith("towers/item"));
  }

  @Test
  void of_taskTheModelLacks_isRefused() {
    FusedModel model = TestMarket.model(Direction.NONE, 0, 0);
    assertThatThrownBy(() -> ServingGraph.of(ServedModel.of(model), Set.of(Task.ITEM)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("predicts [SHOP]");
  }

  @Test
  void of_sharedTables_areThereOnce() {
    FusedModel model = TestMarket.model();
    assertThat(GraphParts.of(graph(model), 0).tables())
        .containsOnlyKeys("user_city", "income", "interests", "item_id", "shop_id")
        .containsEntry("item_id", 4L * 4 * (TestMarket.ITEMS + 2));
  }

  @Test
  void of_userSide_isComputedForOneRow() {
    OnnxGraph serving = graph(TestMarket.model());
    assertThat(serving.nodes())
        .filteredOn(node -> node.name().startsWith("towers/shop_1_user/"))
        .isNotEmpty()
        .allMatch(node -> node.outputs().get(0).shape().dimension(0).is(1));
  }

  @Test
  void provenance_ofAModel_holdsSchemaConfigurationAndFacts() {
    FusedModel model = TestMarket.model();
    assertThat(Provenance.of(model, Map.of("data", "abc", "seed", "wrong")))
        .containsEntry("schema", model.contract().digest())
        .containsEntry("seed", "" + model.config().training().seed())
        .containsEntry("data", "abc")
        .containsKeys("config", "shopfuse", "training_steps");
  }
}
