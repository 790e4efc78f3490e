package dev.shopfuse.sdk.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class ContextEncoderTest {
  private final FeatureContract contract = SampleMarket.contract();
  private final Catalogue items = SampleMarket.items(contract);
  private final Catalogue shops = SampleMarket.shops(contract);
  private final ContextEncoder encoder = new ContextEncoder(contract, items, shops);

  @Test
  void encode_visits_splitsSamplesFromHistory() {
    UserContext context =
        encoder.encode(
            SampleMarket.profile(), new int[] {2, 3, 4, 5, 0, 2, 3}, new int[] {2, 3, 4});
    assertThat(context.itemSamples()).containsExactly(2, 3);
    // The newest three of the five older visits: i3, i4 (not in the vocabulary), unknown.
    assertThat(context.rows(contract.feature("item_history"))).containsExactly(4, 0, 0);
    assertThat(context.rows(contract.feature("shop_history"))).containsExactly(3, 4);
  }

  @Test
  void encode_noItemSamples_allVisitsAreHistory() {
    FeatureContract without = FeatureContract.of(0, SampleMarket.features());
    ContextEncoder all =
        new ContextEncoder(without, SampleMarket.items(without), SampleMarket.shops(without));
    UserContext context = all.encode(SampleMarket.profile(), new int[] {2, 3, 4}, new int[0]);
    assertThat(context.itemSamples()).containsExactly(1);
    assertThat(context.rows(without.feature("item_history"))).containsExactly(2, 3, 4);
  }

  @Test
  void encode_noVisits_givesNone() {
    UserContext context =
        encoder.encode(Collections.<String, String>emptyMap(), new int[0], new int[0]);
    assertThat(context.itemSamples()).containsExactly(1);
    assertThat(context.rows(contract.feature("item_history"))).containsExactly(1);
    assertThat(context.rows(contract.feature("shop_history"))).containsExactly(1);
    assertThat(context.rows(contract.feature("interests"))).containsExactly(1);
    assertThat(context.index(contract.feature("city"))).isZero();
    assertThat(context.index(contract.feature("age"))).isZero();
    assertThat(context.number(contract.feature("income"))).isZero();
  }

  @Test
  void encode_profile_encodesEveryKind() {
    UserContext context = encoder.encode(SampleMarket.profile(), new int[0], new int[0]);
    assertThat(context.index(contract.feature("city"))).isEqualTo(3);
    assertThat(context.index(contract.feature("age"))).isEqualTo(4);
    assertThat(context.number(contract.feature("income"))).isEqualTo(-4f);
    assertThat(context.rows(contract.feature("interests"))).hasSize(2);
  }

  @Test
  void encode_excludedShop_isLeftOutOfHistory() {
    EncodedFeatures users =
        EncodedFeatures.builder(contract, Side.USER)
            .putAll(SampleMarket.profile())
            .endRow()
            .build();
    UserContext context =
        encoder.encode(users, 0, new int[] {2, 3}, 1, new int[] {2, 3, 4, 3}, 4, 3);
    assertThat(context.itemSamples()).containsExactly(2);
    assertThat(context.rows(contract.feature("shop_history"))).containsExactly(2, 4);
  }

  @Test
  void encode_visitOutsideCatalogue_isRefused() {
    assertThatThrownBy(() -> encoder.encode(SampleMarket.profile(), new int[] {6}, new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 6; allowed are 0 to 5");
    assertThatThrownBy(() -> encoder.encode(SampleMarket.profile(), new int[] {}, new int[] {-1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index -1");
  }

  @Test
  void encode_notANumber_namesFeatureValueAndRemedy() {
    for (String bad : new String[] {"NaN", "Infinity", "1e999", "12f", "0x1p3", "ten"}) {
      assertThatThrownBy(
              () -> encoder.encode(Collections.singletonMap("income", bad), new int[0], new int[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The user feature \"income\": ")
          .hasMessageContaining("is not a finite decimal number");
    }
  }
}
