package dev.shopfuse.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StringIndexTest {
  @Property(tries = 200)
  void position_anyDistinctStrings_isTheirPosition(
      @ForAll Set<String> distinct, @ForAll String other) {
    List<String> values = new ArrayList<>(distinct);
    StringIndex index = StringIndex.of(values);
    for (int i = 0; i < values.size(); i++) {
      assertThat(index.position(values.get(i))).isEqualTo(i);
      assertThat(index.get(i)).isEqualTo(values.get(i));
    }
    assertThat(index.position(other)).isEqualTo(values.indexOf(other));
    assertThat(index.size()).isEqualTo(values.size());
  }

  @Test
  void position_emptyIndex_isAbsent() {
    assertThat(StringIndex.of(Collections.<String>emptyList()).position("x")).isEqualTo(-1);
  }

  @Test
  void position_equalHashCodes_areToldApart() {
    StringIndex index = StringIndex.of(Arrays.asList("Aa", "BB"));
    assertThat(index.position("Aa")).isZero();
    assertThat(index.position("BB")).isEqualTo(1);
  }

  @Test
  void of_doubleValue_namesIt() {
    assertThatThrownBy(() -> StringIndex.of(Arrays.asList("a", "b", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"a\" occurs twice, at positions 0 and 2; each value may occur once");
  }

  @Test
  void position_prefixOrSuffixOfAValue_isAbsent() {
    StringIndex index = StringIndex.of(Arrays.asList("shop", "shöp"));
    for (String other : Arrays.asList("sho", "hop", "shops", "sh", "shö", "shopö", "")) {
      assertThat(index.position(other)).as(other).isEqualTo(-1);
    }
    assertThat(index.position("shöp")).isEqualTo(1);
  }

  @Test
  void get_askedTwice_isTheSameObject() {
    StringIndex index = StringIndex.of(Arrays.asList("a", "\u5e97"));
    assertThat(index.get(1)).isEqualTo("\u5e97").isSameAs(index.get(1));
  }

  @Test
  void index_textWithGaps_equalsThatOfTheValues() {
    byte[] lines = Utf8.encode("b\n\u00e9\nab\n");
    StringIndex read = new StringIndex(lines, new int[] {0, 2, 5, 8}, 1);
    StringIndex made = StringIndex.of(Arrays.asList("b", "\u00e9", "ab"));
    assertThat(read).containsExactly("b", "\u00e9", "ab");
    assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
    assertThat(read).isNotEqualTo(StringIndex.of(Arrays.asList("b", "ab", "\u00e9")));
  }
}
