package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.MissingBundleException;
import dev.shopfuse.sdk.feature.SampleMarket;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveRankerTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final int THREADS = 4;
  private static final int SWAPS = 12;

  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void openStore() throws Exception {
    store = ModelStore.open(folder.resolve("store").toFile(), BundleTrust.pinned(KEY.publicKey()));
    store.install(bundle(1));
  }

  private File bundle(long version) throws IOException {
    Path file = folder.resolve(version + ".shopfuse");
    return Files.write(file, SampleBundle.signed("sample", version, KEY)).toFile();
  }

  private static RankRequest request() {
    return RankRequest.forUser(SampleMarket.profile()).allShops().build();
  }

  private static float[] scores(LiveRanker live) {
    return live.call(ranker -> ranker.score(request()));
  }

  private static long version(LiveRanker live) {
    return live.call(ranker -> ranker.manifest().version());
  }

  @Test
  void follow_installAndRollback_changesTheModel() throws Exception {
    try (LiveRanker live = LiveRanker.follow(store)) {
      float[] first = scores(live);
      store.install(bundle(2));
      assertThat(version(live)).isEqualTo(2);
      assertThat(scores(live)).isNotEqualTo(first);
      store.rollback();
      assertThat(version(live)).isEqualTo(1);
      assertThat(scores(live)).isEqualTo(first);
      assertThat(live.lastFailure()).isNull();
    }
  }

  @Test
  void refresh_installedByAnotherProcess_changesTheModelOnce() throws Exception {
    try (LiveRanker live = LiveRanker.follow(store)) {
      ModelStore other =
          ModelStore.open(folder.resolve("store").toFile(), BundleTrust.pinned(KEY.publicKey()));
      other.install(bundle(2));
      assertThat(version(live)).isEqualTo(1);
      assertThat(live.refresh()).isTrue();
      assertThat(live.refresh()).isFalse();
      assertThat(version(live)).isEqualTo(2);
    }
  }

  /** Opens what a store has in use, and lets something happen before it hears of that. */
  private static final class EventfulRanker extends LiveRanker {
    final AtomicInteger openings = new AtomicInteger();
    private final ModelStore store;
    private final Callable<?> event;

    EventfulRanker(ModelStore store, Callable<?> event) {
      super(store);
      this.store = store;
      this.event = event;
    }

    @Override
    SharedRanker open() throws BundleException, IOException {
      boolean isFirst = openings.getAndIncrement() == 0;
      SharedRanker opened = store.openShared();
      if (isFirst) {
        try {
          event.call();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
      return opened;
    }
  }

  @Test
  void follow_installedByAnotherProcessWhileOpening_isFollowed() throws Exception {
    ModelStore other =
        ModelStore.open(folder.resolve("store").toFile(), BundleTrust.pinned(KEY.publicKey()));
    try (EventfulRanker live = new EventfulRanker(store, () -> other.install(bundle(2)))) {
      live.begin();
      assertThat(version(live)).isEqualTo(2);
      assertThat(live.refresh()).isFalse();
      assertThat(live.openings).hasValue(2);
    }
  }

  @Test
  void follow_installedByAnotherThreadWhileOpening_isFollowed() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    List<Future<StoredModel>> installed = new ArrayList<>();
    Callable<Void> installAndWaitForTheState =
        () -> {
          installed.add(pool.submit(() -> store.install(bundle(2))));
          // Not for the installation: it ends by telling the ranker, which is busy here.
          while (store.current().version() != 2) {
            Thread.onSpinWait();
          }
          return null;
        };
    try (EventfulRanker live = new EventfulRanker(store, installAndWaitForTheState)) {
      live.begin();
      installed.get(0).get();
      assertThat(version(live)).isEqualTo(2);
      assertThat(live.openings).hasValue(2);
      assertThat(live.lastFailure()).isNull();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void follow_whileTheFirstModelIsOpened_isRegisteredAlready() throws Exception {
    try (EventfulRanker live = new EventfulRanker(store, () -> store.install(bundle(2)))) {
      live.begin();
      assertThat(version(live)).isEqualTo(2);
      // The first, the one that the installation caused, and the one after the first came late.
      assertThat(live.openings).hasValue(3);
    }
  }

  @Test
  void follow_emptyStore_failsAndFollowsNoMore() throws Exception {
    ModelStore empty =
        ModelStore.open(folder.resolve("empty").toFile(), BundleTrust.pinned(KEY.publicKey()));
    EventfulRanker live = new EventfulRanker(empty, () -> null);
    assertThatThrownBy(live::begin).isInstanceOf(MissingBundleException.class);
    empty.install(bundle(1));
    assertThat(live.openings).hasValue(0);
  }

  @Test
  void refresh_modelInUseRotten_opensThePreviousOnce() throws Exception {
    store.install(bundle(2));
    Files.write(store.current().file().toPath(), new byte[] {1, 2, 3});
    try (LiveRanker live = LiveRanker.follow(store)) {
      assertThat(version(live)).isEqualTo(1);
      assertThat(live.refresh()).isFalse();
    }
  }

  @Test
  void refresh_modelInUseExpired_opensThePreviousOnce() throws Exception {
    byte[] expired = SampleBundle.signedExpired("sample", 2, KEY);
    String sha256 = TestChannel.sha256(expired);
    Path stored = store.files().model(sha256).toPath();
    Files.createDirectories(stored.getParent());
    Files.write(stored, expired);
    // It was installed while it was valid.
    StoreState.ModelRecord record = new StoreState.ModelRecord(sha256, 2, expired.length);
    store.files().writeState(store.files().readState().install("sample", record));
    try (LiveRanker live = LiveRanker.follow(store)) {
      assertThat(version(live)).isEqualTo(1);
      assertThat(store.current().version()).isEqualTo(2);
      assertThat(live.refresh()).isFalse();
      store.install(bundle(3));
      assertThat(version(live)).isEqualTo(3);
    }
  }

  @Test
  void install_modelNobodyCanUse_leavesTheRankerAlone() throws Exception {
    try (LiveRanker live = LiveRanker.follow(store)) {
      Path bad = folder.resolve("bad.shopfuse");
      Files.write(bad, SampleBundle.signedUnprovable("sample", 2, KEY));
      assertThatThrownBy(() -> store.install(bad.toFile())).isInstanceOf(Exception.class);
      assertThat(version(live)).isEqualTo(1);
    }
  }

  @Test
  void close_twice_endsEverything() throws Exception {
    LiveRanker live = LiveRanker.follow(store);
    live.close();
    live.close();
    assertThatThrownBy(() -> live.rank(request()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(live.refresh()).isFalse();
    store.install(bundle(2));
  }

  /** No call fails, each is answered by exactly one model, and every session but one is closed. */
  @Test
  void swap_underLoad_losesNoCallAndLeaksNoSession() throws Exception {
    Map<Long, float[]> expected = new HashMap<>();
    for (long version = 1; version <= SWAPS; version++) {
      try (ShopRanker ranker =
          ShopRanker.open(bundle(version), BundleTrust.pinned(KEY.publicKey()))) {
        expected.put(version, ranker.score(request()));
      }
    }
    Set<ShopRanker> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    LiveRanker live = LiveRanker.follow(store);
    try {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(pool.submit(() -> callUntil(stop, live, expected, seen)));
      }
      for (long version = 2; version <= SWAPS; version++) {
        store.install(bundle(version));
      }
      stop.set(true);
      for (Future<Integer> count : calls) {
        assertThat(count.get()).isPositive();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(version(live)).isEqualTo(SWAPS);
    ShopRanker last = live.call(ranker -> ranker);
    assertThat(seen).hasSizeGreaterThan(1);
    for (ShopRanker ranker : seen) {
      if (ranker != last) {
        assertThatThrownBy(() -> ranker.score(request())).isInstanceOf(IllegalStateException.class);
      }
    }
    live.close();
    assertThatThrownBy(() -> last.score(request())).isInstanceOf(IllegalStateException.class);
  }

  private static int callUntil(
      AtomicBoolean stop, LiveRanker live, Map<Long, float[]> expected, Set<ShopRanker> seen) {
    int calls = 0;
    while (!stop.get()) {
      boolean right =
          live.call(
              ranker -> {
                seen.add(ranker);
                return Arrays.equals(
                    ranker.score(request()), expected.get(ranker.manifest().version()));
              });
      if (!right) {
        throw new AssertionError("a score of another model, or of none");
      }
      calls++;
    }
    return calls;
  }
}
