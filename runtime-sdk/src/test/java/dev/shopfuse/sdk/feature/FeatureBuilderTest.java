package dev.shopfuse.sdk.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class FeatureBuilderTest {
  private static FeatureBuilder category(String name) {
    return Feature.builder(name, Side.ITEM, FeatureKind.CATEGORY)
        .encoding(HashEncoding.of(4))
        .width(2);
  }

  private static FeatureBuilder list() {
    return Feature.builder("tags", Side.ITEM, FeatureKind.LIST);
  }

  private static AbstractThrowableAssert<?, ?> refused(FeatureBuilder builder) {
    return assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void build_defaults_areStated() {
    Feature feature = category("colour").build();
    assertThat(feature.table()).isEqualTo("colour");
    assertThat(feature.column()).isEqualTo("colour");
    assertThat(feature.maxLength()).isEqualTo(1);
    assertThat(list().of("shop_id").build().maxLength()).isEqualTo(20);
    assertThat(
            Feature.builder("the_item", Side.ITEM, FeatureKind.ID)
                .encoding(HashEncoding.of(4))
                .width(2)
                .build()
                .column())
        .isEqualTo("item_id");
  }

  @Test
  void build_badNames_areRefused() {
    for (String name : new String[] {"", "Colour", "1st", "_x", "a b", "a-b", "é", "a/b"}) {
      refused(category(name)).hasMessageContaining("\"" + name + "\"");
    }
    refused(category("x".repeat(65)));
    assertThat(category("x".repeat(64)).build().name()).hasSize(64);
    refused(category("shop")).hasMessageContaining("model output");
    refused(category("item")).hasMessageContaining("item_id");
    refused(category("colour").table("T"));
  }

  @Test
  void build_widthAtAndBeyondTheBounds_passesAndFails() {
    assertThat(category("a").width(Feature.MAX_WIDTH).build().width()).isEqualTo(4_096);
    refused(category("a").width(Feature.MAX_WIDTH + 1)).hasMessageContaining("1 to 4096");
    refused(category("a").width(0)).hasMessageContaining("width 0");
  }

  @Test
  void build_lengthAtAndBeyondTheBounds_passesAndFails() {
    assertThat(list().of("s").maxLength(1_000).build().maxLength()).isEqualTo(1_000);
    refused(list().of("s").maxLength(1_001)).hasMessageContaining("1 to 1000");
    refused(list().of("s").maxLength(-1));
    refused(category("a").maxLength(3)).hasMessageContaining("only lists and histories");
  }

  @Test
  void build_settingsThatContradict_areRefused() {
    refused(Feature.builder("a", Side.ITEM, FeatureKind.CATEGORY).width(2))
        .hasMessageContaining("no encoding");
    refused(category("a").encoding(BoundariesEncoding.of(1))).hasMessageContaining("does not fit");
    refused(Feature.builder("a", Side.ITEM, FeatureKind.NUMBER).encoding(HashEncoding.of(2)));
    refused(category("a").of("b")).hasMessageContaining("only lists and histories share");
    refused(list().of("b").width(3)).hasMessageContaining("both of and a width");
    refused(list().of("b").separator("|"));
    refused(list().encoding(HashEncoding.of(2)).width(2)).hasMessageContaining("separator");
    refused(Feature.builder("h", Side.ITEM, FeatureKind.HISTORY).of("b"))
        .hasMessageContaining("histories belong to users");
    refused(Feature.builder("h", Side.USER, FeatureKind.HISTORY)).hasMessageContaining("set of");
    refused(
            Feature.builder("a", Side.ITEM, FeatureKind.NUMBER)
                .encoding(ScaleEncoding.of(false, 0, 1))
                .width(8))
        .hasMessageContaining("neither table nor width");
  }
}
