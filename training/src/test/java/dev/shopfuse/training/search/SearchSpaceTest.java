package dev.shopfuse.training.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpaceTest {
  private static final TrainingConfig BASE = TrainingConfig.parse("base", "{}");

  private static List<JsonNode> draws(String values) {
    return draws("model.x", values);
  }

  private static List<JsonNode> draws(String key, String values) {
    SearchSpace space = SearchSpace.parse("space.yaml", key + ": " + values, BASE);
    return IntStream.rangeClosed(1, 2000)
        .mapToObj(trial -> Objects.requireNonNull(space.draw(7, trial).values().get(key)))
        .toList();
  }

  @Test
  void draw_wholeNumbers_bothEndsAreAsLikelyAsTheOthers() {
    List<JsonNode> draws = draws("{from: 1, to: 4}");
    for (int value = 1; value <= 4; value++) {
      int wanted = value;
      // Binomial of 2000 and 1/4: within five deviations.
      assertThat(draws.stream().filter(draw -> draw.intValue() == wanted).count())
          .isBetween(403L, 597L);
    }
    assertThat(draws).allMatch(JsonNode::isInt);
  }

  @Test
  void draw_wholeEndsOfASettingThatTakesAnyNumber_drawsBetween() {
    assertThat(draws("loss.item_weight", "{from: 0, to: 1}"))
        .allMatch(JsonNode::isDouble)
        .anyMatch(draw -> draw.doubleValue() > 0.2 && draw.doubleValue() < 0.8);
    assertThat(draws("negatives.shops", "{from: 1, to: 4}")).allMatch(JsonNode::isInt);
  }

  @Test
  void draw_logScale_eachDecadeIsEquallyLikely() {
    List<JsonNode> draws = draws("{from: 0.001, to: 0.1, scale: log}");
    assertThat(draws).allMatch(draw -> draw.doubleValue() >= 0.001 && draw.doubleValue() <= 0.1);
    assertThat(draws.stream().filter(draw -> draw.doubleValue() < 0.01).count())
        .isBetween(888L, 1112L);
  }

  @Test
  void draw_list_takesItsValuesAsTheyStand() {
    assertThat(draws("[[8, 4], [16, 8]]"))
        .allMatch(JsonNode::isArray)
        .extracting(JsonNode::toString)
        .contains("[8,4]", "[16,8]");
  }

  @Test
  void draw_sameSeedAndNumber_givesEqualSettings() {
    SearchSpace space = SearchSpace.parse("s", "{a.b: {from: 0.0, to: 1.0}, a.c: [1, 2, 3]}", BASE);
    assertThat(space.draw(7, 3)).isEqualTo(space.draw(7, 3)).isNotEqualTo(space.draw(7, 4));
    assertThat(space.draw(8, 3)).isNotEqualTo(space.draw(7, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.3",
        "[]",
        "{from: 1}",
        "{from: 2, to: 1}",
        "{from: 0, to: 1, scale: log}",
        "{from: 1, to: 2, scale: cubic}",
        "{from: 1, to: 2, step: 1}"
      })
  void parse_noRange_isRefusedByName(String values) {
    assertThatThrownBy(() -> SearchSpace.parse("space.yaml", "model.dropout: " + values, BASE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("space.yaml: model.dropout");
  }

  @Test
  void parse_nothing_isRefused() {
    assertThatThrownBy(() -> SearchSpace.parse("space.yaml", "", BASE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("declares no search space");
  }
}
