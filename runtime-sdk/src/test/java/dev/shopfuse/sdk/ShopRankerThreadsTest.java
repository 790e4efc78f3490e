package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.SampleMarket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShopRankerThreadsTest {
  private static final int THREADS = 4;

  @TempDir Path directory;

  private ShopRanker open() throws Exception {
    Path file = directory.resolve("tiny.shopfuse");
    Files.write(file, SampleBundle.bytes());
    return ShopRanker.open(file.toFile(), BundleTrust.allowUnsignedForDevelopment());
  }

  private static RankRequest request() {
    return RankRequest.forUser(SampleMarket.profile()).allShops().build();
  }

  @Test
  void close_twice_doesNothing() throws Exception {
    ShopRanker ranker = open();
    ranker.close();
    ranker.close();
    assertThatThrownBy(() -> ranker.rank(request()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sample is closed");
  }

  @Test
  @Timeout(60)
  void rank_manyThreads_givesEqualRankings() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try (ShopRanker ranker = open()) {
      Ranking expected = ranker.rank(request());
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        wrong.add(pool.submit(() -> countWrong(ranker, expected)));
      }
      for (Future<Integer> count : wrong) {
        assertThat(count.get()).isZero();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static int countWrong(ShopRanker ranker, Ranking expected) {
    int wrong = 0;
    for (int i = 0; i < 500; i++) {
      wrong += ranker.rank(request()).equals(expected) ? 0 : 1;
    }
    return wrong;
  }

  /** Every call either ranks or says that the ranker is closed; nothing reaches freed memory. */
  @Test
  @Timeout(60)
  void close_underLoad_waitsForCallsUnderWay() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 20; round++) {
        ShopRanker ranker = open();
        CountDownLatch started = new CountDownLatch(THREADS);
        List<Future<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          ends.add(pool.submit(rankUntilClosed(ranker, started)));
        }
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        ranker.close();
        for (Future<Boolean> end : ends) {
          assertThat(end.get()).isTrue();
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Callable<Boolean> rankUntilClosed(ShopRanker ranker, CountDownLatch started) {
    return () -> {
      try {
        while (true) {
          ranker.rank(request());
          started.countDown();
        }
      } catch (IllegalStateException closed) {
        return true;
      }
    };
  }
}
