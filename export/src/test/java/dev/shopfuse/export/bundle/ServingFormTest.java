package dev.shopfuse.export.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.FoldingCost;
import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankRequestBuilder;
import dev.shopfuse.sdk.RankedItem;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.model.FusedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form of a bundle, ranked by the SDK. */
class ServingFormTest {
  private static final List<String> REGION = List.of("s7", "s2", "s11");

  @TempDir private Path directory;

  private ExportReport export(FusedModel model, String file, ServingForm form) throws Exception {
    ExportSettings settings =
        ExportSettings.of(directory.resolve(file), "test", 1, 1_700_000_000_000L).withForm(form);
    return BundleExporter.export(model, settings, List.of());
  }

  private static float[] score(ExportReport report, List<String> shops, Visit... visits)
      throws Exception {
    try (ShopRanker ranker =
        ShopRanker.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment())) {
      return ranker.score(
          RankRequest.forUser(Map.of("age", "4", "user_city", "c2", "interests", "x|y"))
              .visits(List.of(visits))
              .candidates(shops)
              .build());
    }
  }

  private static RankRequestBuilder request() {
    return RankRequest.forUser(Map.of("age", "4")).visits(List.of(visits()));
  }

  private static Visit[] visits() {
    // Items that the shops of the region sell, and shops of the region.
    return new Visit[] {
      Visit.toItem("i7", 1),
      Visit.toShop("s2", 2),
      Visit.toItem("i2", 3),
      Visit.toItem("i9", 4),
      Visit.toItem("i11", 5),
      Visit.toShop("s11", 6),
      Visit.toItem("i8", 7)
    };
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 0.5",
    "NONE, 4, 0",
    "ITEM_TO_SHOP, 4, 0.5",
    "SHOP_TO_ITEM, 0, 0.5",
    "BOTH, 4, 0.5"
  })
  void folded_everyDirection_scoresAsUnfolded(Direction direction, int dot, double itemLoss)
      throws Exception {
    assertFoldedScoresAsUnfolded(TestMarket.model(direction, dot, itemLoss));
  }

  @ParameterizedTest
  @CsvSource({
    "ITEM_TO_SHOP, model.superposition.variant: scaled",
    "ITEM_TO_SHOP, model.superposition.variant: projected",
    "ITEM_TO_SHOP, model.superposition.variant: gated",
    "SHOP_TO_ITEM, model.superposition.variant: gated",
    "BOTH, model.superposition.variant: gated",
    "BOTH, model.superposition.layer_norm: true",
    "ITEM_TO_SHOP, model.superposition.pooling: attention",
    "BOTH, model.superposition.pooling: attention;model.superposition.variant: gated",
    "ITEM_TO_SHOP, model.dot_product: 4;model.dot_vectors: summed;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, negatives.sharing: batch;loss.shop: softmax;model.dot_product: 4;model.dot_vectors: tables;"
        + "model.dot_items: true;model.dot_temperature: 0.5",
    "ITEM_TO_SHOP, model.match_counts: true",
    "ITEM_TO_SHOP, model.dot_product: 4;model.dot_items: true;model.dot_temperature: 0.2",
    "ITEM_TO_SHOP, model.history_pooling: attention"
  })
  void folded_everyVariant_scoresAsUnfolded(Direction direction, String settings) throws Exception {
    assertFoldedScoresAsUnfolded(TestMarket.model(direction, settings.split(";")));
  }

  private void assertFoldedScoresAsUnfolded(FusedModel model) throws Exception {
    TestMarket.spread(model);
    ExportReport plain = export(model, "plain", ServingForm.PLAIN);
    ExportReport folded = export(model, "folded", ServingForm.PLAIN.withFoldedShops());
    assertThat(folded.parity().maxAbsDifference()).isLessThanOrEqualTo(1e-5);
    List<String> shops = model.shops().ids();
    float[] expected = score(plain, shops, visits());
    float[] actual = score(folded, shops, visits());
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], offset(1e-5f));
    }
  }

  @Test
  void rankItems_matchCounts_moreItemsThanSamplesAreScoredAsOneByOne() throws Exception {
    FusedModel model = TestMarket.model(Direction.ITEM_TO_SHOP, "model.match_counts: true");
    TestMarket.spread(model);
    ExportReport report = export(model, "items", ServingForm.PLAIN);
    try (ShopRanker ranker =
        ShopRanker.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment())) {
      List<RankedItem> all = ranker.rankItems(request().allItems().build());
      assertThat(all).hasSizeGreaterThan(model.contract().itemSamples());
      for (RankedItem item : all) {
        RankRequest alone = request().items(List.of(item.id())).build();
        assertThat(ranker.rankItems(alone).get(0).score()).isCloseTo(item.score(), offset(1e-6f));
      }
    }
  }

  @Test
  void folded_aCandidate_isOneIdAndTheHistoriesStay() throws Exception {
    ExportReport report = export(TestMarket.model(), "folded", ServingForm.PLAIN.withFoldedShops());
    Bundle bundle =
        Bundle.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment());
    assertThat(bundle.contract().features())
        .extracting(Feature::name)
        .contains("shop_id", "shop_history", "sold_by")
        .doesNotContain("contents", "rating", "shop_row");
    assertThat(report.graph().tables()).containsKeys("shop_1_own", "shop_id");
    FoldingCost cost = report.folding().orElseThrow();
    assertThat(cost.folded().multiplyAdds()).isLessThan(cost.unfolded().multiplyAdds());
    assertThat(cost.explanation()).contains("smaller by", "faster");
  }

  @Test
  void folded_matchCounts_keepTheListsTheyRead() throws Exception {
    FusedModel model = TestMarket.model(Direction.ITEM_TO_SHOP, "model.match_counts: true");
    ExportReport report = export(model, "folded", ServingForm.PLAIN.withFoldedShops());
    Bundle bundle =
        Bundle.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment());
    assertThat(bundle.contract().features())
        .extracting(Feature::name)
        .contains("contents")
        .doesNotContain("rating");
  }

  @ParameterizedTest
  @EnumSource(TablePrecision.class)
  void tables_everyPrecision_scoresNearTheModelAndSaysHowNear(TablePrecision precision)
      throws Exception {
    FusedModel model = TestMarket.model();
    ExportReport plain = export(model, "plain", ServingForm.PLAIN);
    for (ServingForm form :
        List.of(
            ServingForm.PLAIN.withTables(precision),
            ServingForm.PLAIN.withTables(precision).withFoldedShops())) {
      ExportReport report = export(model, "stored", form);
      assertThat(report.rounding().isPresent()).isEqualTo(precision != TablePrecision.FP32);
      report
          .rounding()
          .ifPresent(
              rounding -> {
                assertThat(rounding.maxEngineDifference()).isLessThanOrEqualTo(1e-5);
                assertThat(rounding.maxRoundingDifference()).isLessThan(0.01);
              });
      float[] expected = score(plain, model.shops().ids(), visits());
      float[] actual = score(report, model.shops().ids(), visits());
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], offset(0.01f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FP32, false", "INT8, false", "FP32, true", "INT8, true"})
  void shops_requestOfTheRegion_scoresBitForBitAsTheWhole(TablePrecision precision, boolean folded)
      throws Exception {
    FusedModel model =
        TestMarket.model(
            Direction.ITEM_TO_SHOP, "model.dot_product: 4", "model.match_counts: true");
    TestMarket.spread(model);
    ServingForm form = new ServingForm(precision, folded, Optional.empty());
    ExportReport whole = export(model, "whole", form);
    ExportReport region = export(model, "region", form.withShops(REGION));
    assertThat(score(region, REGION, visits())).isEqualTo(score(whole, REGION, visits()));
    assertThat(score(region, REGION)).isEqualTo(score(whole, REGION));
  }

  @Test
  void shops_region_keepsItsShopsTheirItemsAndTheRowsTheyNeed() throws Exception {
    FusedModel model = TestMarket.model();
    ExportReport report = export(model, "region", ServingForm.PLAIN.withShops(REGION));
    Bundle bundle =
        Bundle.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment());
    assertThat(bundle.shops().ids()).containsExactly("s2", "s7", "s11");
    // s2 sells i2, i3, i9; s7 sells i7, i8, i14; s11 sells i11, i12, i18, and i1 is sold by s11.
    assertThat(bundle.items().ids())
        .containsExactly("i1", "i2", "i3", "i7", "i8", "i9", "i11", "i12", "i14", "i18");
    assertThat(bundle.contract().vocabularies().get("item_id").words())
        .containsExactlyElementsOf(bundle.items().ids());
    // Sellers of the kept items, as their features list them.
    assertThat(bundle.contract().vocabularies().get("shop_id").words())
        .contains("s2", "s7", "s11", "s1", "s28")
        .doesNotContain("s0", "s25");
    assertThat(bundle.contract().vocabularies().get("user_city").words()).hasSize(5);
    assertThat(report.graph().tables().get("item_id")).isEqualTo(4L * 4 * (10 + 2));
  }

  @Test
  void shops_visitThatIsCutAway_isOneToAnUnknownItem() throws Exception {
    FusedModel model = TestMarket.model();
    ExportReport region = export(model, "region", ServingForm.PLAIN.withShops(REGION));
    assertThat(score(region, REGION, Visit.toItem("i0", 1)))
        .isEqualTo(score(region, REGION, Visit.toItem("never heard of", 1)));
  }

  @Test
  void shops_unknownId_isNamedAndNothingIsWritten() {
    FusedModel model = TestMarket.model();
    assertThatThrownBy(
            () -> export(model, "region", ServingForm.PLAIN.withShops(List.of("s1", "nobody"))))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("does not know 1 of the 2 shops to keep: nobody");
    assertThat(directory.resolve("region")).doesNotExist();
  }
}
