package dev.shopfuse.benchmarks;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A market that is made up for measuring: items {@code i0..}, shops {@code s0..}, features with
 * random values. Immutable; equal sizes give equal markets.
 *
 * @param items how many items there are
 * @param shops how many shops there are
 * @param width the width of every embedding
 * @param categories how many categorical features users, items and shops have each
 * @param histories whether the model sees the item and the shop history of a user
 */
public record BenchmarkMarket(int items, int shops, int width, int categories, boolean histories) {
  private static final int VALUES_PER_CATEGORY = 100;
  private static final int LONGEST_HISTORY = 20;
  private static final long SEED = 11;

  /**
   * Returns an untrained fused model of this market; what it computes costs what a trained does.
   */
  public FusedModel model(String yaml) {
    TrainingConfig config = TrainingConfig.parse("benchmark", yaml);
    FeatureContract contract = contract(config.model().itemSamples());
    return FusedModel.create(
        config, contract, catalogue(contract, Side.ITEM), catalogue(contract, Side.SHOP));
  }

  /** Returns raw values of a user's profile by column. */
  public Map<String, String> profile(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, String> profile = new LinkedHashMap<>();
    for (int i = 0; i < categories; i++) {
      profile.put("user_" + i, "v" + random.nextInt(VALUES_PER_CATEGORY));
    }
    return profile;
  }

  private FeatureContract contract(int itemSamples) {
    List<Feature> features = new ArrayList<>();
    for (Side side : Side.values()) {
      for (int i = 0; i < categories; i++) {
        features.add(words(side.key() + "_" + i, side, FeatureKind.CATEGORY, "v"));
      }
    }
    features.add(words("item_id", Side.ITEM, FeatureKind.ID, "i"));
    features.add(words("shop_id", Side.SHOP, FeatureKind.ID, "s"));
    if (histories) {
      features.add(history("item_history", "item_id"));
      features.add(history("shop_history", "shop_id"));
    }
    return FeatureContract.of(itemSamples, features);
  }

  private Feature words(String name, Side side, FeatureKind kind, String prefix) {
    int count = kind == FeatureKind.ID ? count(side) : VALUES_PER_CATEGORY;
    return Feature.builder(name, side, kind)
        .encoding(VocabularyEncoding.of(Vocabulary.of(ids(prefix, count))))
        .width(width)
        .build();
  }

  private static Feature history(String name, String of) {
    return Feature.builder(name, Side.USER, FeatureKind.HISTORY)
        .of(of)
        .maxLength(LONGEST_HISTORY)
        .build();
  }

  private Catalogue catalogue(FeatureContract contract, Side side) {
    SplittableRandom random = new SplittableRandom(SEED);
    CatalogueBuilder builder = Catalogue.builder(contract, side);
    for (String id : ids(side == Side.ITEM ? "i" : "s", count(side))) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < categories; i++) {
        values.put(side.key() + "_" + i, "v" + random.nextInt(VALUES_PER_CATEGORY));
      }
      builder.add(id).putAll(values);
    }
    return builder.build();
  }

  private int count(Side side) {
    return side == Side.ITEM ? items : shops;
  }

  private static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
