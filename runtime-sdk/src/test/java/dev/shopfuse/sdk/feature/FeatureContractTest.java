package dev.shopfuse.sdk.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeatureContractTest {
  private static final FeatureContract CONTRACT = SampleMarket.contract();

  private static FeatureBuilder shopId() {
    return Feature.builder("shop_id", Side.SHOP, FeatureKind.ID)
        .encoding(SampleMarket.words("s1"))
        .width(2);
  }

  private static FeatureContract of(Feature... features) {
    return FeatureContract.of(1, Arrays.asList(features));
  }

  @Test
  void tables_sampleMarket_areSharedAndInOrder() {
    assertThat(CONTRACT.tables())
        .extracting(Object::toString)
        .containsExactly(
            "city [4, 3]", "age [6, 2]", "interests [18, 2]", "item_id [5, 4]", "shop [6, 4]");
    assertThat(CONTRACT.feature("sold_by").table()).isEqualTo("shop");
    assertThat(CONTRACT.feature("sold_by").width()).isEqualTo(4);
    assertThat(CONTRACT.feature("income").table()).isNull();
    assertThat(CONTRACT.rows(CONTRACT.feature("shop_history")).rows()).isEqualTo(6);
    assertThat(CONTRACT.vocabularies().keySet()).containsExactly("city", "item_id", "shop");
    assertThat(CONTRACT.staticFeatures(Side.USER))
        .extracting(Feature::name)
        .containsExactly("city", "age", "income", "interests");
  }

  @Test
  void fromJson_written_givesEqualContract() {
    FeatureContract again = FeatureContract.fromJson(CONTRACT.toJson(), CONTRACT.vocabularies());
    assertThat(again.toJson()).isEqualTo(CONTRACT.toJson());
    assertThat(again.digest()).isEqualTo(CONTRACT.digest()).hasSize(64);
    assertThat(again.tables()).isEqualTo(CONTRACT.tables());
    assertThat(again.itemSamples()).isEqualTo(2);
  }

  @Test
  void digest_otherWordOrNumber_differs() {
    Map<String, Vocabulary> words = new HashMap<>(CONTRACT.vocabularies());
    words.put("city", Vocabulary.of(Arrays.asList("Basel", "Biel")));
    assertThat(FeatureContract.fromJson(CONTRACT.toJson(), words).digest())
        .isNotEqualTo(CONTRACT.digest());
    String json = CONTRACT.toJson().replace("\"deviation\":0.5", "\"deviation\":0.25");
    assertThat(FeatureContract.fromJson(json, CONTRACT.vocabularies()).digest())
        .isNotEqualTo(CONTRACT.digest());
  }

  @Test
  void fromJson_vocabulariesUnlikeTables_areRefused() {
    Map<String, Vocabulary> words = new HashMap<>(CONTRACT.vocabularies());
    words.put("city", Vocabulary.of(Collections.singletonList("Basel")));
    assertThatThrownBy(() -> FeatureContract.fromJson(CONTRACT.toJson(), words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("city [4, 3]")
        .hasMessageContaining("city [3, 3]");
    words.remove("city");
    assertThatThrownBy(() -> FeatureContract.fromJson(CONTRACT.toJson(), words))
        .hasMessage("$.features[0].table is \"city\", but no vocabulary of this name is given");
    words.putAll(CONTRACT.vocabularies());
    words.put("other", Vocabulary.of(Collections.singletonList("x")));
    assertThatThrownBy(() -> FeatureContract.fromJson(CONTRACT.toJson(), words))
        .hasMessageContaining("[other] belong to no feature");
  }

  @Property(tries = 500)
  void fromJson_changedCharacter_readsOrRefuses(
      @ForAll @IntRange(max = 100_000) int place, @ForAll char character) {
    StringBuilder json = new StringBuilder(CONTRACT.toJson());
    json.setCharAt(place % json.length(), character);
    try {
      FeatureContract.fromJson(json.toString(), CONTRACT.vocabularies());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  void of_sameNameTwice_isRefused() {
    assertThatThrownBy(() -> of(shopId().build(), shopId().build()))
        .hasMessageContaining("Two features are named \"shop_id\"");
  }

  @Test
  void of_noShopFeature_isRefused() {
    assertThatThrownBy(() -> of()).hasMessageContaining("No feature describes shops");
  }

  @Test
  void of_sharedTableWithOtherWidthOrWords_isRefused() {
    Feature user = category("likes", SampleMarket.words("s1"), 3);
    assertThatThrownBy(() -> of(shopId().table("t").build(), user))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features of one table need the same encoding and width");
    assertThatThrownBy(
            () -> of(shopId().table("t").build(), category("likes", SampleMarket.words("s2"), 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            of(shopId().table("t").build(), category("likes", SampleMarket.words("s1"), 2))
                .tables())
        .hasSize(1);
  }

  private static Feature category(String name, Encoding encoding, int width) {
    return Feature.builder(name, Side.USER, FeatureKind.CATEGORY)
        .encoding(encoding)
        .width(width)
        .table("t")
        .build();
  }

  @Test
  void of_historyOfSomethingUnfit_isRefused() {
    Feature shop = shopId().build();
    List<Feature> unfit = new ArrayList<>();
    unfit.add(
        Feature.builder("n", Side.ITEM, FeatureKind.NUMBER)
            .encoding(ScaleEncoding.of(false, 0, 1))
            .build());
    unfit.add(Feature.builder("n", Side.ITEM, FeatureKind.LIST).of("shop_id").build());
    unfit.add(
        Feature.builder("n", Side.USER, FeatureKind.CATEGORY)
            .encoding(HashEncoding.of(2))
            .width(1)
            .build());
    for (Feature source : unfit) {
      Feature history = Feature.builder("h", Side.USER, FeatureKind.HISTORY).of("n").build();
      assertThatThrownBy(() -> of(shop, source, history))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has of: n");
    }
    Feature lost = Feature.builder("h", Side.USER, FeatureKind.HISTORY).of("gone").build();
    assertThatThrownBy(() -> of(shop, lost)).hasMessageContaining("gone, which is no feature");
    Feature own = Feature.builder("l", Side.SHOP, FeatureKind.LIST).of("shop_id").build();
    assertThatThrownBy(() -> of(shop, own)).hasMessageContaining("of the other side");
  }

  @Test
  void of_itemSamplesAtAndBeyondTheBounds_passAndFail() {
    List<Feature> features = Collections.singletonList(shopId().build());
    assertThat(FeatureContract.of(64, features).itemSamples()).isEqualTo(64);
    assertThat(FeatureContract.of(0, features).itemSamples()).isZero();
    assertThatThrownBy(() -> FeatureContract.of(65, features)).hasMessageContaining("0 to 64");
    assertThatThrownBy(() -> FeatureContract.of(-1, features)).hasMessageContaining("0 to 64");
  }

  @Test
  void feature_unknownName_listsTheKnown() {
    assertThatThrownBy(() -> CONTRACT.feature("town"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"town\"")
        .hasMessageContaining("city");
  }
}
