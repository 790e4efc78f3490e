package dev.shopfuse.export.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market of 50,000 shops that sell 100,000 items, cut to 2,000 shops. */
class RegionSizeTest {
  private static final int SHOPS = 50_000;
  private static final int ITEMS = 2 * SHOPS;
  private static final int KEPT = 2_000;
  private static final int SOLD = 3;

  @TempDir private Path directory;

  @Test
  void export_2000Of50000Shops_isATenthAndScoresBitForBit() throws Exception {
    FusedModel model = model();
    List<Integer> region =
        new Random(3).ints(0, SHOPS).distinct().limit(KEPT).boxed().sorted().toList();
    List<String> ids = region.stream().map(shop -> "s" + shop).toList();
    ExportReport whole = export(model, "whole", ServingForm.PLAIN);
    ExportReport cut = export(model, "region", ServingForm.PLAIN.withShops(ids));
    assertThat(cut.bytes()).isLessThanOrEqualTo(whole.bytes() / 10);
    BundleTrust any = BundleTrust.allowUnsignedForDevelopment();
    Random random = new Random(4);
    try (ShopRanker large = ShopRanker.open(whole.bundleFile().toFile(), any);
        ShopRanker small = ShopRanker.open(cut.bundleFile().toFile(), any)) {
      assertThat(small.shopIds()).isEqualTo(ids);
      for (int user = 0; user < 20; user++) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < user; i++) {
          int shop = region.get(random.nextInt(KEPT));
          visits.add(Visit.toItem("i" + sold(shop, random.nextInt(SOLD)), i));
          visits.add(Visit.toShop("s" + shop, i));
        }
        RankRequest request = RankRequest.forUser(Map.of()).visits(visits).candidates(ids).build();
        assertThat(small.score(request)).isEqualTo(large.score(request));
      }
    }
  }

  private ExportReport export(FusedModel model, String file, ServingForm form) throws Exception {
    ExportSettings settings = ExportSettings.of(directory.resolve(file), "test", 1, 1);
    return BundleExporter.export(model, settings.withForm(form), List.of());
  }

  private static int sold(int shop, int item) {
    return (2 * shop + item) % ITEMS;
  }

  private static FusedModel model() {
    Feature item = id("item_id", Side.ITEM, "i", ITEMS);
    Feature shop = id("shop_id", Side.SHOP, "s", SHOPS);
    Feature contents =
        Feature.builder("contents", Side.SHOP, FeatureKind.LIST).of("item_id").build();
    FeatureContract contract =
        FeatureContract.of(
            2,
            List.of(
                history("item_history", "item_id"),
                history("shop_history", "shop_id"),
                item,
                shop,
                contents));
    CatalogueBuilder items = Catalogue.builder(contract, Side.ITEM);
    IntStream.range(0, ITEMS).forEach(each -> items.add("i" + each));
    CatalogueBuilder shops = Catalogue.builder(contract, Side.SHOP);
    for (int each = 0; each < SHOPS; each++) {
      int seller = each;
      List<String> sold =
          IntStream.range(0, SOLD).mapToObj(place -> "i" + sold(seller, place)).toList();
      shops.add("s" + each).put(contract.feature("contents"), sold);
    }
    String config = "model: {hidden: [16, 8], item_samples: 2}";
    return FusedModel.create(
        TrainingConfig.parse("test", config), contract, items.build(), shops.build());
  }

  private static Feature id(String name, Side side, String prefix, int count) {
    List<String> ids = IntStream.range(0, count).mapToObj(each -> prefix + each).toList();
    return Feature.builder(name, side, FeatureKind.ID)
        .encoding(VocabularyEncoding.of(Vocabulary.of(ids)))
        .width(8)
        .build();
  }

  private static Feature history(String name, String of) {
    return Feature.builder(name, Side.USER, FeatureKind.HISTORY).of(of).build();
  }
}
