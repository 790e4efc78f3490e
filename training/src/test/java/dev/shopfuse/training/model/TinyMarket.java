package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.ScaleEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.TrainingConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/** A market of 4 users, 6 items and 5 shops with every kind of feature. */
public final class TinyMarket {
  public static final int USERS = 4;
  public static final int ITEMS = 6;
  public static final int SHOPS = 5;

  private TinyMarket() {}

  public static FeatureContract contract() {
    return FeatureContract.of(
        3,
        List.of(
            id("user_id", Side.USER, "u", USERS, 3),
            number("age", Side.USER),
            list("interests", Side.USER, List.of("tea", "books")),
            history("item_history", "item_id"),
            history("shop_history", "shop_id"),
            id("item_id", Side.ITEM, "i", ITEMS, 4),
            number("price", Side.ITEM),
            id("shop_id", Side.SHOP, "s", SHOPS, 5),
            Feature.builder("contents", Side.SHOP, FeatureKind.LIST).of("item_id").build(),
            number("rating", Side.SHOP)));
  }

  private static Feature id(String name, Side side, String prefix, int count, int width) {
    List<String> words = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    return Feature.builder(name, side, FeatureKind.ID)
        .encoding(VocabularyEncoding.of(Vocabulary.of(words)))
        .width(width)
        .build();
  }

  private static Feature number(String name, Side side) {
    return Feature.builder(name, side, FeatureKind.NUMBER)
        .encoding(ScaleEncoding.of(false, 3, 2))
        .build();
  }

  private static Feature list(String name, Side side, List<String> words) {
    return Feature.builder(name, side, FeatureKind.LIST)
        .encoding(VocabularyEncoding.of(Vocabulary.of(words)))
        .separator("|")
        .width(2)
        .build();
  }

  private static Feature history(String name, String of) {
    return Feature.builder(name, Side.USER, FeatureKind.HISTORY).of(of).build();
  }

  public static Catalogue items(FeatureContract contract) {
    CatalogueBuilder builder = Catalogue.builder(contract, Side.ITEM);
    for (int i = 0; i < ITEMS; i++) {
      builder.add("i" + i).putAll(Map.of("price", "" + i));
    }
    return builder.build();
  }

  public static Catalogue shops(FeatureContract contract) {
    CatalogueBuilder builder = Catalogue.builder(contract, Side.SHOP);
    Feature contents = contract.feature("contents");
    for (int i = 0; i < SHOPS; i++) {
      EncodedFeaturesBuilder row = builder.add("s" + i).putAll(Map.of("rating", "" + 2 * i));
      if (i > 0) {
        row.put(contents, List.of("i" + i, "i" + (i + 1) % ITEMS));
      }
    }
    return builder.build();
  }

  public static EncodedFeatures users(FeatureContract contract) {
    EncodedFeaturesBuilder builder = EncodedFeatures.builder(contract, Side.USER);
    for (int i = 0; i < USERS; i++) {
      builder.putAll(Map.of("user_id", "u" + i, "age", "" + (i + 1)));
      if (i > 0) {
        builder.put(contract.feature("interests"), List.of("tea", "books").subList(0, 1 + i % 2));
      }
      builder.endRow();
    }
    return builder.build();
  }

  /** A configuration without randomness in the step: tanh, no dropout. */
  public static TrainingConfig config(Direction direction, int dotProduct) {
    return TrainingConfig.parse(
        "tiny",
        """
        model: {hidden: [5, 4, 3], activation: tanh, dropout: 0, item_samples: 3,
                dot_product: %d, superposition: {direction: %s}}
        loss: {item_weight: 0.4, shop_weight: 1.3}
        negatives: {shops: 2, items: 2}
        """
            .formatted(dotProduct, direction.name().toLowerCase(Locale.ROOT)));
  }

  /** Returns an untrained model of this market. */
  static FusedModel model(TrainingConfig config, DataType type) {
    FeatureContract contract = contract();
    return FusedModel.create(config, contract, items(contract), shops(contract), type);
  }

  /** Users with many, some and no item visits. */
  static List<UserContext> contexts(FusedModel model) {
    ContextEncoder encoder = model.contexts();
    EncodedFeatures users = users(model.contract());
    int[] items = {2, 3, 4, 5, 6, 7, 2};
    int[] shops = {3, 4, 5};
    return List.of(
        encoder.encode(users, 0, items, 7, shops, 3),
        encoder.encode(users, 1, items, 2, shops, 1),
        encoder.encode(users, 2, items, 0, shops, 0));
  }
}
