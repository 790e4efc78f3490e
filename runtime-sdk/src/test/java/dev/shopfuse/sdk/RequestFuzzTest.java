package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.bundle.BundleTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of every kind of wrongness, ranked by a real model: each is ranked, or refused by an
 * exception that is ours. {@code -Plong-tests} makes a million of each.
 */
class RequestFuzzTest {
  private static final int COUNT = Integer.getInteger("shopfuse.fuzz", 20_000);
  private static final long SEED = 20_261_125;

  @TempDir Path directory;

  private ShopRanker open() throws Exception {
    return ShopRanker.open(
        Files.write(directory.resolve("tiny.shopfuse"), SampleBundle.bytes()).toFile(),
        BundleTrust.allowUnsignedForDevelopment());
  }

  @Test
  void rank_fuzzedJson_ranksOrRefuses() throws Exception {
    FuzzedRequests fuzz = new FuzzedRequests(new Random(SEED));
    int ranked = 0;
    try (ShopRanker ranker = open()) {
      for (int i = 0; i < COUNT; i++) {
        String json = fuzz.json();
        ranked += outcome(() -> rank(ranker, RankRequest.fromJson(json)), json);
      }
    }
    assertMixed(ranked);
  }

  @Test
  void rank_fuzzedBuilderCalls_ranksOrRefuses() throws Exception {
    FuzzedRequests fuzz = new FuzzedRequests(new Random(SEED + 1));
    int ranked = 0;
    try (ShopRanker ranker = open()) {
      for (int i = 0; i < COUNT; i++) {
        ranked += outcome(() -> rank(ranker, fuzz.build()), "build " + i);
      }
    }
    assertMixed(ranked);
  }

  /** A fuzzer that never gets through, or always does, tests nothing. */
  private static void assertMixed(int ranked) {
    assertThat(ranked).isBetween(COUNT / 20, COUNT - COUNT / 20);
  }

  private static void rank(ShopRanker ranker, RankRequest request) {
    if (request.page() == Page.ITEM) {
      for (RankedItem item : ranker.rankItems(request)) {
        assertThat(item.score()).isBetween(0f, 1f);
      }
    } else {
      for (ExplainedShop shop : ranker.explain(request)) {
        assertThat(shop.score()).isBetween(0f, 1f);
      }
    }
  }

  private static int outcome(Runnable call, String what) {
    try {
      call.run();
      return 1;
    } catch (RuntimeException e) {
      // Not a subclass: a NumberFormatException is not ours.
      assertThat(e.getClass())
          .as("%s: %s", what, e)
          .isIn(IllegalArgumentException.class, RankingException.class);
      assertThat(e.getMessage()).as(what).isNotEmpty();
      return 0;
    }
  }
}
