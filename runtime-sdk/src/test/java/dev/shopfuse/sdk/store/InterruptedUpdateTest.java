package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.store.TestServer.Manner;
import dev.shopfuse.sdk.store.UpdateResult.Outcome;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptedUpdateTest extends UpdaterFixture {
  private ModelUpdater interruptedAt(UpdateState moment) {
    return ModelUpdater.builder(store, server.url("channel.json"))
        .listener(
            (state, done, total) -> {
              if (state == moment) {
                Thread.currentThread().interrupt();
              }
            })
        .build();
  }

  @Test
  void update_interruptedWhileTheServerStalls_endsAtOnceAndGoesOnLater() throws Exception {
    channel.publish(1);
    server.behave(path -> path.endsWith(".shopfuse") ? Manner.STALL : Manner.GOOD);
    List<Throwable> ends = new ArrayList<>();
    Thread updating =
        new Thread(
            () -> {
              try {
                ModelUpdater.of(store, server.url("channel.json")).update();
              } catch (Exception e) {
                ends.add(e);
              }
            });
    updating.start();
    while (server.requests().size() < 2) {
      Thread.sleep(10);
    }
    Thread.sleep(200);
    updating.interrupt();
    updating.join();
    assertThat(ends).hasSize(1).first().isInstanceOf(InterruptedException.class);
    server.behave(path -> Manner.GOOD);
    assertThat(updater().update().model().version()).isEqualTo(1);
  }

  @Test
  void update_interruptedOnceAllHasArrived_endsBeforeInstalling() throws Exception {
    byte[] bundle = SampleBundle.signed("sample", 1, KEY);
    channel.publish(channel.release(1, bundle));
    Files.createDirectories(store.files().incoming().toPath());
    Files.write(store.files().part(TestChannel.sha256(bundle)).toPath(), bundle);
    assertThatThrownBy(() -> interruptedAt(UpdateState.DOWNLOADING_BUNDLE).update())
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(store.isEmpty()).isTrue();
    assertThat(updater().update().downloadedBytes()).isZero();
    assertThat(store.current().version()).isEqualTo(1);
  }

  @Test
  void update_interruptedWhileInstalling_installsTellsFollowersAndLeavesTheFlag() throws Exception {
    channel.publish(1);
    updater().update();
    channel.publish(2);
    try (LiveRanker live = LiveRanker.follow(store)) {
      UpdateResult result = interruptedAt(UpdateState.INSTALLING).update();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.outcome()).isEqualTo(Outcome.INSTALLED);
      assertThat(live.lastFailure()).isNull();
      long version = live.call(ranker -> ranker.manifest().version());
      assertThat(version).isEqualTo(2);
    } finally {
      Thread.interrupted();
    }
  }
}
