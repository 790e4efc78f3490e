package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MatchCountsTest {
  /** Items are sold by shops, which have partners; two item samples. */
  private static final FeatureContract CONTRACT =
      FeatureContract.of(
          2,
          List.of(
              history("seller_history", "seller"),
              history("shop_history", "shop_id"),
              id("seller", Side.ITEM, FeatureKind.CATEGORY),
              id("shop_id", Side.SHOP, FeatureKind.ID),
              Feature.builder("partners", Side.SHOP, FeatureKind.LIST).of("seller").build()));

  private static Feature history(String name, String of) {
    return Feature.builder(name, Side.USER, FeatureKind.HISTORY).of(of).build();
  }

  private static Feature id(String name, Side side, FeatureKind kind) {
    return Feature.builder(name, side, kind)
        .table("shop")
        .encoding(VocabularyEncoding.of(Vocabulary.of(List.of("a", "b"))))
        .width(4)
        .build();
  }

  private static Catalogue items() {
    CatalogueBuilder builder = Catalogue.builder(CONTRACT, Side.ITEM);
    builder.add("of a").putAll(Map.of("seller", "a"));
    builder.add("of b").putAll(Map.of("seller", "b"));
    builder.add("of a new shop").putAll(Map.of("seller", "c"));
    return builder.build();
  }

  private static Catalogue shops() {
    CatalogueBuilder builder = Catalogue.builder(CONTRACT, Side.SHOP);
    builder.add("a").put(CONTRACT.feature("partners"), List.of("b", "c"));
    builder.add("b").put(CONTRACT.feature("partners"), List.of("a", "b"));
    builder.add("c");
    return builder.build();
  }

  private static UserContext context(int[] itemVisits, int[] shopVisits) {
    return new ContextEncoder(CONTRACT, items(), shops()).encode(Map.of(), itemVisits, shopVisits);
  }

  private static INDArray matches(
      TrainingConfig config, List<UserContext> users, int[] candidates, boolean shared) {
    MatchCounts matches = new MatchCounts(config, CONTRACT, items(), shops());
    int size = shared ? candidates.length : candidates.length / users.size();
    return matches.rows(DataType.DOUBLE, users, candidates, size, shared).toArray();
  }

  private static INDArray counts(int[] itemVisits, int[] shopVisits, int... candidates) {
    List<UserContext> users = List.of(context(itemVisits, shopVisits));
    return matches(TrainingConfig.defaults(), users, candidates, true);
  }

  /** Counts of seller_history with shop_id and partners, then of shop_history with partners. */
  private static double[] columns(int... counts) {
    return Arrays.stream(counts)
        .mapToObj(count -> DoubleStream.of(Math.min(1, count), (float) Math.log1p(count)))
        .flatMapToDouble(columns -> columns)
        .toArray();
  }

  private static double[] logs(int... counts) {
    return Arrays.stream(counts).mapToDouble(count -> (float) Math.log1p(count)).toArray();
  }

  @Test
  void buffer_moreCellsThanAnArrayHolds_saysWhatToLower() {
    assertThatThrownBy(() -> TowerInputs.buffer(DataType.FLOAT, "match", 1L << 28, 8))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("268,435,456 match rows of 8 numbers", "lower training.batch_size");
  }

  @Test
  void rows_historyAndSamples_areCountedTogether() {
    INDArray counts = counts(new int[] {2, 2, 3, 2}, new int[] {3}, 2, 3);
    assertThat(counts.toDoubleMatrix())
        .isDeepEqualTo(new double[][] {columns(3, 1, 1), columns(1, 4, 1)});
  }

  @Test
  void rows_unknownShopPaddingOrNoVisits_matchNothing() {
    INDArray counts = counts(new int[] {4, 4, 4, 0}, new int[] {4}, 4, 0, GroupBatch.PADDING);
    assertThat(counts.sumNumber().doubleValue()).isZero();
    assertThat(counts(new int[0], new int[0], 2, 4).sumNumber().doubleValue()).isZero();
  }

  @Test
  void rows_severalUsers_haveTheirOwnCountsAndShops() {
    UserContext first = context(new int[] {2}, new int[0]);
    UserContext second = context(new int[] {3, 3}, new int[0]);
    List<UserContext> users = List.of(first, second, first);
    INDArray shared = matches(TrainingConfig.defaults(), users, new int[] {2, 3}, true);
    assertThat(shared.getColumn(1).toDoubleVector()).isEqualTo(logs(1, 0, 0, 2, 1, 0));
    INDArray own = matches(TrainingConfig.defaults(), users, new int[] {2, 3, 3, 2, 3, 3}, false);
    assertThat(own.getColumn(1).toDoubleVector()).isEqualTo(logs(1, 0, 2, 0, 0, 0));
  }

  @Test
  void rows_noItemTower_countTheHistoryAlone() {
    TrainingConfig config =
        TrainingConfig.parse(
            "test", "{model: {superposition: {direction: none}}, loss: {item_weight: 0}}");
    UserContext user = context(new int[] {2, 2, 2, 2}, new int[0]);
    INDArray counts = matches(config, List.of(user), new int[] {2}, true);
    assertThat(counts.toDoubleMatrix()).isDeepEqualTo(new double[][] {columns(2, 0, 0)});
  }
}
