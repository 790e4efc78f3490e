package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RankRequestTest {
  private static final String JSON =
      "{\"user\": {\"city\": \"Bern\", \"age\": 41, \"income\": null},"
          + " \"visits\": [{\"page\": \"item\", \"id\": \"i7\", \"time_millis\": 1700000000000},"
          + " {\"page\": \"shop\", \"id\": \"s1\", \"time_millis\": 1600000000000}],"
          + " \"candidates\": [\"s1\", \"s2\", \"s1\"], \"limit\": 10}";

  private static AbstractThrowableAssert<?, ?> refused(String json) {
    return assertThatThrownBy(() -> RankRequest.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fromJson_everyMember_isRead() {
    RankRequest request = RankRequest.fromJson(JSON);
    assertThat(request.profile())
        .hasSize(2)
        .containsEntry("city", "Bern")
        .containsEntry("age", "41");
    assertThat(request.visits()).hasSize(2);
    assertThat(request.visits().get(0).page()).isEqualTo(Page.ITEM);
    assertThat(request.visits().get(0).id()).isEqualTo("i7");
    assertThat(request.visits().get(0).timeMillis()).isEqualTo(1_700_000_000_000L);
    assertThat(request.candidates()).containsExactly("s1", "s2");
    assertThat(request.allShops()).isFalse();
    assertThat(request.limit()).isEqualTo(10);
  }

  @Test
  void fromJson_leastRequest_hasDefaults() {
    RankRequest request = RankRequest.fromJson("{\"all_shops\": true}");
    assertThat(request.profile()).isEmpty();
    assertThat(request.visits()).isEmpty();
    assertThat(request.allShops()).isTrue();
    assertThat(request.limit()).isEqualTo(RankRequest.NO_LIMIT);
  }

  @Test
  void fromJson_wrongPage_saysWhereAndWhatIsAllowed() {
    refused(JSON.replace("\"page\": \"shop\"", "\"page\": \"shp\""))
        .hasMessage("$.visits[1].page is \"shp\", expected \"item\" or \"shop\"");
    refused(JSON.replace("\"page\": \"shop\"", "\"page\": 3"))
        .hasMessage("$.visits[1].page is 3, expected \"item\" or \"shop\"");
  }

  @Test
  void fromJson_malformed_saysWhere() {
    refused("").hasMessageContaining("Not valid JSON");
    refused("[]").hasMessage("$ is an array, expected an object");
    refused("{}").hasMessageContaining("either \"candidates\" or \"all_shops\": true");
    refused(JSON.replace("\"limit\"", "\"all_shops\": true, \"limit\""))
        .hasMessageContaining("not both");
    refused(JSON.replace("10}", "0}")).hasMessageStartingWith("$.limit is 0, expected");
    refused(JSON.replace("10}", "1.5}")).hasMessageStartingWith("$.limit is 1.5");
    refused(JSON.replace("\"limit\"", "\"limits\"")).hasMessageContaining("\"limits\"");
    refused(JSON.replace("\"i7\"", "\"\"")).hasMessageContaining("$.visits[0].id");
    refused(JSON.replace("\"i7\"", "7")).hasMessage("$.visits[0].id is 7, expected a string");
    refused(JSON.replace("\"s2\"", "null"))
        .hasMessage("$.candidates[1] is null, expected a string");
    refused(JSON.replace("\"Bern\"", "[]")).hasMessageContaining("$.user.city is an array");
    refused(JSON.replace(", \"time_millis\": 1600000000000", ""))
        .hasMessageContaining("$.visits[1] lacks time_millis");
    refused(JSON.replace(", \"time_millis\": 1700000000000", ""))
        .hasMessageContaining("$.visits[1] has time_millis");
  }

  @Property(tries = 500)
  void fromJson_changedCharacter_readsOrRefuses(
      @ForAll @IntRange(max = 10_000) int place, @ForAll char character) {
    StringBuilder json = new StringBuilder(JSON);
    json.setCharAt(place % json.length(), character);
    try {
      assertThat(RankRequest.fromJson(json.toString()).candidates()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  void build_limitAtAndBelowTheBound_passesAndFails() {
    RankRequestBuilder builder =
        RankRequest.forUser(Collections.<String, String>emptyMap()).allShops();
    assertThat(builder.limit(1).build().limit()).isEqualTo(1);
    assertThatThrownBy(() -> builder.limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Limit is 0");
  }

  @Test
  void build_neitherOrBoth_isRefused() {
    RankRequestBuilder builder = RankRequest.forUser(Collections.<String, String>emptyMap());
    assertThatThrownBy(builder::build).hasMessageContaining("Neither candidates nor all shops");
    builder.candidates(Arrays.asList("s1")).allShops();
    assertThatThrownBy(builder::build).hasMessageContaining("Both candidates and all shops");
  }

  @Test
  void of_equalScores_areOrderedById() {
    Ranking ranking =
        Ranking.of(
            Arrays.asList(
                new RankedShop("b", 0.5f), new RankedShop("a", 0.5f), new RankedShop("c", 0.9f)),
            2);
    assertThat(ranking.shops())
        .containsExactly(new RankedShop("c", 0.9f), new RankedShop("a", 0.5f));
  }
}
