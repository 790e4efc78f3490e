package dev.shopfuse.export;

import dev.shopfuse.sdk.feature.BoundariesEncoding;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.HashEncoding;
import dev.shopfuse.sdk.feature.ScaleEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A market of 20 items and 30 shops with every kind of feature, and untrained models of it. */
public final class TestMarket {
  public static final int ITEMS = 20;
  public static final int SHOPS = 30;

  private TestMarket() {}

  public static FusedModel model(Direction direction, int dotProduct, double itemLoss) {
    return model(
        TrainingConfig.parse(
            "test",
            """
            model: {hidden: [12, 8, 4], dropout: 0.2, item_samples: 3, dot_product: %d,
                    superposition: {direction: %s}}
            loss: {item_weight: %s, shop_weight: 1.0}
            """
                .formatted(dotProduct, direction.name().toLowerCase(Locale.ROOT), itemLoss)));
  }

  public static FusedModel model() {
    return model(Direction.ITEM_TO_SHOP, 0, 0.5);
  }

  /** Returns an untrained model with settings on top of the usual ones. */
  public static FusedModel model(Direction direction, String... settings) {
    return model(Settings.of(settings).apply("test", model(direction, 0, 0.5).config()));
  }

  private static FusedModel model(TrainingConfig config) {
    FeatureContract contract = contract();
    return FusedModel.create(config, contract, items(contract), shops(contract));
  }

  private static FeatureContract contract() {
    return FeatureContract.of(
        3,
        List.of(
            category("user_city", Side.USER, "c", 5, 3),
            number("age", Side.USER),
            Feature.builder("income", Side.USER, FeatureKind.NUMBER)
                .encoding(BoundariesEncoding.of(1000, 2500, 4000))
                .width(2)
                .build(),
            Feature.builder("interests", Side.USER, FeatureKind.LIST)
                .encoding(HashEncoding.of(8))
                .width(3)
                .separator("|")
                .build(),
            history("item_history", "item_id"),
            history("shop_history", "shop_id"),
            id("item_id", Side.ITEM, "i", ITEMS, 4),
            number("price", Side.ITEM),
            Feature.builder("sold_by", Side.ITEM, FeatureKind.LIST).of("shop_id").build(),
            id("shop_id", Side.SHOP, "s", SHOPS, 5),
            Feature.builder("contents", Side.SHOP, FeatureKind.LIST).of("item_id").build(),
            number("rating", Side.SHOP)));
  }

  private static Feature id(String name, Side side, String prefix, int count, int width) {
    return words(name, side, FeatureKind.ID, prefix, count, width);
  }

  private static Feature category(String name, Side side, String prefix, int count, int width) {
    return words(name, side, FeatureKind.CATEGORY, prefix, count, width);
  }

  private static Feature words(
      String name, Side side, FeatureKind kind, String prefix, int count, int width) {
    List<String> words = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    return Feature.builder(name, side, kind)
        .encoding(VocabularyEncoding.of(Vocabulary.of(words)))
        .width(width)
        .build();
  }

  private static Feature number(String name, Side side) {
    return Feature.builder(name, side, FeatureKind.NUMBER)
        .encoding(ScaleEncoding.of(false, 3, 2))
        .build();
  }

  private static Feature history(String name, String of) {
    return Feature.builder(name, Side.USER, FeatureKind.HISTORY).of(of).maxLength(6).build();
  }

  private static Catalogue items(FeatureContract contract) {
    CatalogueBuilder builder = Catalogue.builder(contract, Side.ITEM);
    Feature soldBy = contract.feature("sold_by");
    for (int i = 0; i < ITEMS; i++) {
      builder
          .add("i" + i)
          .putAll(Map.of("price", "" + i % 7))
          .put(soldBy, List.of("s" + i, "s" + (i + 10)));
    }
    return builder.build();
  }

  private static Catalogue shops(FeatureContract contract) {
    CatalogueBuilder builder = Catalogue.builder(contract, Side.SHOP);
    Feature contents = contract.feature("contents");
    for (int i = 0; i < SHOPS; i++) {
      EncodedFeaturesBuilder row = builder.add("s" + i).putAll(Map.of("rating", "" + i % 5));
      if (i < ITEMS) {
        row.put(contents, List.of("i" + i, "i" + (i + 1) % ITEMS, "i" + (i + 7) % ITEMS));
      }
    }
    return builder.build();
  }

  /** Moves the towers' weights: a scalar of 0 would hide what it scales. */
  public static void spread(FusedModel model) {
    INDArray weights = model.towers().params();
    for (long i = 0; i < weights.length(); i++) {
      weights.putScalar(i, weights.getDouble(i) + 0.2 * Math.sin(1.0 + i));
    }
  }
}
