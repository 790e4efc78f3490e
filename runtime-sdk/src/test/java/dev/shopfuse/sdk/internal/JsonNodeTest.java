package dev.shopfuse.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonNodeTest {
  @Test
  void get_nested_tellsThePath() {
    JsonNode json = JsonNode.parse("{\"a\": [1, {\"b\": \"x\"}]}");
    JsonNode b = json.get("a").elements().get(1).get("b");
    assertThat(b.path()).isEqualTo("$.a[1].b");
    assertThat(b.string()).isEqualTo("x");
    assertThatThrownBy(() -> b.integer(0, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("$.a[1].b is \"x\", expected a whole number from 0 to 9");
  }

  @Test
  void get_absent_namesIt() {
    assertThatThrownBy(() -> JsonNode.parse("{\"a\": null}").get("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("$ lacks \"a\"; add it");
  }

  @Test
  void allow_unknownMember_namesItAndTheAllowed() {
    assertThatThrownBy(() -> JsonNode.parse("{\"a\": 1, \"z\": 2}").allow("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"z\"")
        .hasMessageContaining("[a, b]");
  }

  @Test
  void integer_boundaries_passAndFail() {
    assertThat(JsonNode.parse("20").integer(1, 20)).isEqualTo(20);
    assertThat(JsonNode.parse("9223372036854775807").integer(1, Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
    for (String bad : new String[] {"21", "0", "1.5", "true", "[]", "9223372036854775808"}) {
      assertThatThrownBy(() -> JsonNode.parse(bad).integer(1, 20))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void number_infinite_isRefused() {
    assertThatThrownBy(() -> JsonNode.parse("1e999").number())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_depthAtAndAboveTheBound_passesAndFails() {
    assertThat(JsonNode.parse("[".repeat(32) + "]".repeat(32)).elements()).hasSize(1);
    for (int depth : new int[] {33, 100_000}) {
      assertThatThrownBy(() -> JsonNode.parse("[".repeat(depth) + "]".repeat(depth)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("deeper than 32 levels");
    }
  }

  @Test
  void parse_numberOfAMillionDigits_failsBeforeItIsRead() {
    assertThat(JsonNode.parse("[" + "1".repeat(400) + "]").elements()).hasSize(1);
    for (String digits : new String[] {"7".repeat(401), "-" + "7".repeat(1_000_000)}) {
      assertThatThrownBy(() -> JsonNode.parse("{\"a\": " + digits + "}"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("more than 400 digits");
    }
    assertThat(JsonNode.parse("\"" + "7".repeat(500) + "\"").string()).hasSize(500);
  }

  @Test
  void parse_bracketsInStrings_doNotCount() {
    String brackets = "\"\\\"" + "[".repeat(100) + "\"";
    assertThat(JsonNode.parse(brackets).string()).hasSize(101);
  }

  @Property(tries = 500)
  void parse_anyText_parsesOrRefuses(@ForAll String text) {
    try {
      assertThat(JsonNode.parse(text).path()).isEqualTo("$");
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
