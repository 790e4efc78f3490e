package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleFixture;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.SampleMarket;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters, items, explanations and many users at once, on a real model. */
class ShopRankerApiTest {
  @TempDir Path directory;
  private File file;
  private ShopRanker ranker;

  @BeforeEach
  void open() throws Exception {
    file = Files.write(directory.resolve("tiny.shopfuse"), SampleBundle.bytes()).toFile();
    ranker = ShopRanker.open(file, BundleTrust.allowUnsignedForDevelopment());
  }

  @AfterEach
  void close() {
    ranker.close();
  }

  private static RankRequestBuilder request() {
    return RankRequest.forUser(SampleMarket.profile())
        .visits(
            Arrays.asList(
                Visit.toItem("i1", 10),
                Visit.toItem("i2", 20),
                Visit.toShop("s3", 25),
                Visit.toShop("unheard of", 26),
                Visit.toItem("i3", 30)));
  }

  private static List<String> ids(List<? extends Ranked> ranked) {
    List<String> ids = new ArrayList<>();
    for (Ranked each : ranked) {
      ids.add(each.id());
    }
    return ids;
  }

  @Test
  void rank_filters_leaveOutAndKeepScores() {
    List<RankedShop> all = ranker.rank(request().allShops().build()).shops();
    List<String> expected = ids(all);
    expected.remove("s3");
    List<RankedShop> unvisited = ranker.rank(request().allShops().excludeVisited().build()).shops();
    assertThat(ids(unvisited)).isEqualTo(expected);
    for (RankedShop shop : unvisited) {
      assertThat(all.get(ids(all).indexOf(shop.id())).score())
          .isCloseTo(shop.score(), within(1e-6f));
    }
    expected.remove("s1");
    RankRequestBuilder two =
        request().allShops().excludeVisited().block(Arrays.asList("s1", "s99"));
    assertThat(ids(ranker.rank(two.build()).shops())).isEqualTo(expected);
    two.allow(Arrays.asList("s2", "s3", "s98"));
    assertThat(ids(ranker.rank(two.build()).shops())).containsExactly("s2");
    two.block(Arrays.asList("s2"));
    assertThat(ranker.rank(two.build()).shops()).isEmpty();
  }

  @Test
  void rank_filtersOnGivenCandidates_applyToo() {
    RankRequest request =
        request().candidates(Arrays.asList("s4", "s3", "s1")).block(Arrays.asList("s4")).build();
    assertThat(ids(ranker.rank(request).shops())).containsExactlyInAnyOrder("s3", "s1");
    assertThat(ranker.score(request)).hasSize(3);
    RankRequest none = request().allShops().allow(Collections.<String>emptyList()).build();
    assertThat(ranker.rank(none).shops()).isEmpty();
  }

  @Test
  void rank_limit_comesAfterFilters() {
    RankRequest request = request().allShops().excludeVisited().limit(3).build();
    assertThat(ranker.rank(request).shops()).hasSize(3);
  }

  @Test
  void rankAll_requests_ranksEachAsAlone() {
    RankRequest one = request().allShops().build();
    RankRequest two =
        RankRequest.forUser(Collections.<String, String>emptyMap())
            .candidates(Arrays.asList("s2", "s1"))
            .build();
    assertThat(ranker.rankAll(Arrays.asList(one, two, one)))
        .containsExactly(ranker.rank(one), ranker.rank(two), ranker.rank(one));
    assertThat(ranker.rankAll(Collections.<RankRequest>emptyList())).isEmpty();
    RankRequest bad = request().candidates(Arrays.asList("s99")).build();
    assertThatThrownBy(() -> ranker.rankAll(Arrays.asList(one, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Request [1]: Candidate \"s99\"");
  }

  @Test
  void explain_shops_comparesWithTheSameUserWithoutItemVisits() {
    RankRequest request = request().allShops().limit(3).build();
    RankRequest without =
        RankRequest.forUser(SampleMarket.profile())
            .visits(Arrays.asList(Visit.toShop("s3", 25), Visit.toShop("unheard of", 26)))
            .allShops()
            .build();
    List<RankedShop> bare = ranker.rank(without).shops();
    List<ExplainedShop> explained = ranker.explain(request);
    assertThat(ids(explained)).isEqualTo(ids(ranker.rank(request).shops()));
    for (ExplainedShop shop : explained) {
      float expected = bare.get(ids(bare).indexOf(shop.id())).score();
      assertThat(shop.scoreWithoutItemVisits()).isCloseTo(expected, within(1e-6f));
      assertThat(shop.itemVisitEffect()).isEqualTo(shop.score() - shop.scoreWithoutItemVisits());
      assertThat(Math.abs(shop.itemVisitEffect())).isGreaterThan(1e-3f);
    }
    for (ExplainedShop shop : ranker.explain(without)) {
      assertThat(shop.itemVisitEffect()).isZero();
    }
  }

  @Test
  void rankItems_items_areScoredByTheItemOutput() {
    RankRequest all = request().allItems().build();
    List<RankedItem> items = ranker.rankItems(all);
    assertThat(ids(items)).containsExactlyInAnyOrder("i1", "i2", "i3", "i4");
    for (int i = 1; i < items.size(); i++) {
      assertThat(items.get(i - 1).score()).isGreaterThanOrEqualTo(items.get(i).score());
    }
    List<RankedItem> one = ranker.rankItems(request().items(Arrays.asList("i2")).build());
    assertThat(one.get(0).score())
        .isCloseTo(items.get(ids(items).indexOf("i2")).score(), within(1e-6f));
    assertThat(ids(ranker.rankItems(request().allItems().excludeVisited().build())))
        .containsExactly("i4");
    assertThatThrownBy(() -> ranker.rankItems(request().items(Arrays.asList("s1")).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of the 4 items");
  }

  @Test
  void rank_requestOfTheOtherPage_namesTheOtherMethod() {
    assertThatThrownBy(() -> ranker.rank(request().allItems().build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rankItems");
    assertThatThrownBy(() -> ranker.rankItems(request().allShops().build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank it with rank");
  }

  @Test
  void rankItems_modelWithoutItemScores_isAStateProblem() throws Exception {
    byte[] shopsOnly =
        new OnnxBytes()
            .input("shop_id", OnnxBytes.INT64, "n")
            .table("rows", new float[6][1])
            .node("Gather", "row", "rows", "shop_id")
            .mean("mean", "row", 1, false)
            .node("Sigmoid", "shop", "mean")
            .output("shop", OnnxBytes.FLOAT, "n")
            .build();
    byte[] bundle = BundleFixture.bytes(shopsOnly, BundleFixture.golden(0.5f, 0.5f, 0.5f, 0.5f));
    try (ShopRanker bare =
        ShopRanker.open(
            Files.write(directory.resolve("bare"), bundle).toFile(),
            BundleTrust.allowUnsignedForDevelopment())) {
      assertThatThrownBy(() -> bare.rankItems(request().allItems().build()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no score of their own");
    }
  }

  @Test
  void open_threadsAtAndBeyondTheBounds_passesAndFails() throws Exception {
    Bundle bundle = Bundle.open(file, BundleTrust.allowUnsignedForDevelopment());
    try (ShopRanker two = ShopRanker.open(bundle, 2)) {
      RankRequest request = request().allShops().build();
      assertThat(ids(two.rank(request).shops())).isEqualTo(ids(ranker.rank(request).shops()));
    }
    for (int threads : new int[] {0, 65}) {
      assertThatThrownBy(() -> ShopRanker.open(bundle, threads))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(threads + " threads; allowed are 1 to 64");
    }
  }

  @Test
  void rank_changingShapes_givesTheSameAsAFreshRanker() throws Exception {
    List<RankRequest> requests = new ArrayList<>();
    for (int count = 0; count <= 8; count++) {
      List<Visit> visits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        visits.add(i % 3 == 0 ? Visit.toShop("s" + (1 + i % 4), i) : Visit.toItem("i" + i, i));
      }
      for (int shops = 1; shops <= 4; shops++) {
        requests.add(
            RankRequest.forUser(SampleMarket.profile())
                .visits(visits)
                .candidates(Arrays.asList("s1", "s2", "s3", "s4").subList(0, shops))
                .build());
      }
    }
    Collections.shuffle(requests, new java.util.Random(3));
    List<Ranking> pooled = ranker.rankAll(requests);
    for (int i = 0; i < requests.size(); i++) {
      try (ShopRanker fresh = ShopRanker.open(file, BundleTrust.allowUnsignedForDevelopment())) {
        assertThat(pooled.get(i)).isEqualTo(fresh.rank(requests.get(i)));
      }
    }
  }
}
