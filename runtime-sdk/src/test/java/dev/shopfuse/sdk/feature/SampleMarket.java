package dev.shopfuse.sdk.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tiny marketplace that uses every kind of feature and every encoding. */
public final class SampleMarket {
  private SampleMarket() {}

  /** Returns a contract with two item samples. */
  public static FeatureContract contract() {
    return FeatureContract.of(2, features());
  }

  static List<Feature> features() {
    return Arrays.asList(
        Feature.builder("city", Side.USER, FeatureKind.CATEGORY)
            .encoding(words("Basel", "Bern"))
            .width(3)
            .build(),
        Feature.builder("age", Side.USER, FeatureKind.NUMBER)
            .encoding(BoundariesEncoding.of(20, 40, 60))
            .width(2)
            .build(),
        Feature.builder("income", Side.USER, FeatureKind.NUMBER)
            .encoding(ScaleEncoding.of(true, 2.0, 0.5))
            .build(),
        Feature.builder("interests", Side.USER, FeatureKind.LIST)
            .encoding(HashEncoding.of(16))
            .separator("|")
            .width(2)
            .maxLength(3)
            .build(),
        Feature.builder("item_history", Side.USER, FeatureKind.HISTORY)
            .of("item_id")
            .maxLength(3)
            .build(),
        Feature.builder("shop_history", Side.USER, FeatureKind.HISTORY)
            .of("shop_id")
            .maxLength(2)
            .build(),
        Feature.builder("item_id", Side.ITEM, FeatureKind.ID)
            .encoding(words("i1", "i2", "i3"))
            .width(4)
            .build(),
        Feature.builder("price", Side.ITEM, FeatureKind.NUMBER)
            .encoding(ScaleEncoding.of(false, 10.0, 5.0))
            .build(),
        Feature.builder("sold_by", Side.ITEM, FeatureKind.LIST).of("shop_id").build(),
        Feature.builder("shop_id", Side.SHOP, FeatureKind.ID)
            .encoding(words("s1", "s2", "s3", "s4"))
            .table("shop")
            .width(4)
            .build(),
        Feature.builder("sells", Side.SHOP, FeatureKind.LIST).of("item_id").maxLength(2).build());
  }

  /** Returns a vocabulary encoding of words. */
  public static VocabularyEncoding words(String... words) {
    return VocabularyEncoding.of(Vocabulary.of(Arrays.asList(words)));
  }

  /** Returns items i1 to i4; the vocabulary does not know i4. */
  public static Catalogue items(FeatureContract contract) {
    CatalogueBuilder items = Catalogue.builder(contract, Side.ITEM);
    Feature price = contract.feature("price");
    Feature soldBy = contract.feature("sold_by");
    items.add("i1").put(price, "15").put(soldBy, Arrays.asList("s1", "s2"));
    items.add("i2").put(price, "").put(soldBy, Arrays.asList("s2"));
    items.add("i3").put(price, "0");
    items.add("i4").put(price, "20").put(soldBy, Arrays.asList("s4"));
    return items.build();
  }

  /** Returns shops s1 to s4. */
  public static Catalogue shops(FeatureContract contract) {
    CatalogueBuilder shops = Catalogue.builder(contract, Side.SHOP);
    Feature sells = contract.feature("sells");
    shops.add("s1").put(sells, Arrays.asList("i1"));
    shops.add("s2").put(sells, Arrays.asList("i1", "i2", "i3"));
    shops.add("s3");
    shops.add("s4").put(sells, Arrays.asList("i4"));
    return shops.build();
  }

  /** Returns the profile of a user. */
  public static Map<String, String> profile() {
    Map<String, String> profile = new LinkedHashMap<>();
    profile.put("city", "Bern");
    profile.put("age", "40");
    profile.put("income", "0");
    profile.put("interests", "tea|books");
    return profile;
  }
}
