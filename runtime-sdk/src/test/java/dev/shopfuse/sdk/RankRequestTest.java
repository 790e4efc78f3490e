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
    // Old to new.
    assertThat(request.visits().get(0).id()).isEqualTo("s1");
    assertThat(request.visits().get(1).page()).isEqualTo(Page.ITEM);
    assertThat(request.visits().get(1).id()).isEqualTo("i7");
    assertThat(request.visits().get(1).timeMillis()).isEqualTo(1_700_000_000_000L);
    assertThat(request.page()).isEqualTo(Page.SHOP);
    assertThat(request.allowed()).isNull();
    assertThat(request.blocked()).isEmpty();
    assertThat(request.excludesVisited()).isFalse();
    assertThat(request.candidates()).containsExactly("s1", "s2");
    assertThat(request.wholeCatalogue()).isFalse();
    assertThat(request.limit()).isEqualTo(10);
  }

  @Test
  void fromJson_leastRequest_hasDefaults() {
    RankRequest request = RankRequest.fromJson("{\"all_shops\": true}");
    assertThat(request.profile()).isEmpty();
    assertThat(request.visits()).isEmpty();
    assertThat(request.wholeCatalogue()).isTrue();
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
    refused("{}")
        .hasMessageContaining("$ needs exactly one of \"candidates\", \"all_shops\": true");
    refused(JSON.replace("\"limit\"", "\"all_shops\": true, \"limit\""))
        .hasMessageContaining("exactly one");
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
  void fromJson_filtersAndItems_areRead() {
    RankRequest request =
        RankRequest.fromJson(
            "{\"items\": [\"i1\", \"i2\"], \"allow\": [\"i1\"], \"block\": [\"i9\"],"
                + " \"exclude_visited\": true}");
    assertThat(request.page()).isEqualTo(Page.ITEM);
    assertThat(request.candidates()).containsExactly("i1", "i2");
    assertThat(request.allowed()).containsExactly("i1");
    assertThat(request.blocked()).containsExactly("i9");
    assertThat(request.excludesVisited()).isTrue();
    RankRequest all = RankRequest.fromJson("{\"all_items\": true, \"exclude_visited\": false}");
    assertThat(all.page()).isEqualTo(Page.ITEM);
    assertThat(all.wholeCatalogue()).isTrue();
    assertThat(all.excludesVisited()).isFalse();
    refused("{\"all_items\": true, \"allow\": [1]}")
        .hasMessage("$.allow[0] is 1, expected a string");
    refused("{\"all_items\": true, \"exclude_visited\": \"yes\"}")
        .hasMessage("$.exclude_visited is \"yes\", expected true or false");
  }

  @Test
  void build_nothingOrTwoThings_isRefused() {
    RankRequestBuilder builder = RankRequest.forUser(Collections.<String, String>emptyMap());
    assertThatThrownBy(builder::build).hasMessageContaining("asks for nothing; give one of");
    builder.candidates(Arrays.asList("s1")).allShops();
    assertThatThrownBy(builder::build).hasMessageContaining("[CANDIDATES, ALL_SHOPS]");
  }

  @Test
  void build_visitsOfALog_areTheNewestOfEachPage() {
    MemoryVisitLog log = MemoryVisitLog.keeping(5_000);
    log.add(Visit.toShop("rare", 0));
    for (int i = 0; i < 2_000; i++) {
      log.add(Visit.toItem("i" + i, i));
    }
    RankRequest request =
        RankRequest.forUser(Collections.<String, String>emptyMap()).visits(log).allShops().build();
    assertThat(request.visits()).hasSize(1 + 1_064);
    assertThat(request.visits().get(0).id()).isEqualTo("rare");
    assertThat(request.visits().get(1_064).id()).isEqualTo("i1999");
  }
}
