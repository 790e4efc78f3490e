package dev.shopfuse.sdk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.store.TestServer.Manner;
import dev.shopfuse.sdk.store.UpdateResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelUpdaterTest extends UpdaterFixture {
  @Test
  void update_emptyStore_installsTheNewestRelease() throws Exception {
    channel.publish(channel.release(2), channel.release(1));
    UpdateResult result = updater().update();
    assertThat(result.outcome()).isEqualTo(Outcome.INSTALLED);
    assertThat(result.model().version()).isEqualTo(2);
    assertThat(result.downloadedBytes()).isEqualTo(store.current().bytes());
    assertThat(updater().update().outcome()).isEqualTo(Outcome.UP_TO_DATE);
    store.openRanker().close();
  }

  @Test
  void update_modelInUseDamagedOrGone_isFetchedAgain() throws Exception {
    channel.publish(1);
    Path stored = updater().update().model().file().toPath();
    byte[] bytes = Files.readAllBytes(stored);
    byte[] damaged = bytes.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(stored, damaged);
    assertThat(updater().update().outcome()).isEqualTo(Outcome.INSTALLED);
    assertThat(stored).hasBinaryContent(bytes);
    Files.delete(stored);
    assertThat(updater().update().downloadedBytes()).isEqualTo(bytes.length);
    assertThat(stored).hasBinaryContent(bytes);
    assertThat(updater().update().outcome()).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void update_listener_seesStatesInOrderAndBytesGrow() throws Exception {
    channel.publish(1);
    List<UpdateState> states = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    ModelUpdater.builder(store, server.url("channel.json"))
        .listener(
            (state, done, total) -> {
              states.add(state);
              bytes.add(done);
              assertThat(done).isLessThanOrEqualTo(total);
            })
        .build()
        .update();
    assertThat(states).startsWith(UpdateState.CHECKING).endsWith(UpdateState.INSTALLING);
    assertThat(states).contains(UpdateState.DOWNLOADING_BUNDLE);
    assertThat(bytes).contains(store.current().bytes());
  }

  @Test
  void update_connectionLostHalfWay_goesOnWhereItStopped() throws Exception {
    channel.publish(1);
    int[] bundleRequests = {0};
    server.behave(
        path ->
            path.endsWith(".shopfuse") && bundleRequests[0]++ == 0 ? Manner.TRUNCATE : Manner.GOOD);
    UpdateResult result = updater().update();
    assertThat(result.downloadedBytes()).isEqualTo(store.current().bytes());
    assertThat(server.requests().get(2)).contains("Range: bytes=").contains("If-Range: \"");
  }

  @Test
  void update_partOfAnEarlierProcess_isUsed() throws Exception {
    byte[] bundle = SampleBundle.signed("sample", 1, KEY);
    channel.publish(channel.release(1, bundle));
    server.behave(path -> path.endsWith(".shopfuse") ? Manner.TRUNCATE : Manner.GOOD);
    assertThatThrownBy(() -> updater().update()).isInstanceOf(IOException.class);
    server.behave(path -> Manner.GOOD);
    assertThat(updater().update().downloadedBytes()).isLessThan(bundle.length / 2);
  }

  @Test
  void update_fileChangedBetweenTries_isFetchedFromTheStart() throws Exception {
    byte[] old = SampleBundle.signed("sample", 1, KEY);
    channel.publish(channel.release(1, old));
    server.put("1.shopfuse", SampleBundle.signed("sample", 7, KEY));
    server.behave(path -> path.endsWith(".shopfuse") ? Manner.TRUNCATE : Manner.GOOD);
    assertThatThrownBy(() -> updater().update()).isInstanceOf(Exception.class);
    server.put("1.shopfuse", old);
    server.behave(path -> Manner.GOOD);
    assertThat(updater().update().model().version()).isEqualTo(1);
  }

  @Test
  void update_serverWithoutRanges_isFetchedFromTheStart() throws Exception {
    channel.publish(1);
    int[] bundleRequests = {0};
    server.behave(
        path ->
            path.endsWith(".shopfuse") && bundleRequests[0]++ == 0
                ? Manner.TRUNCATE
                : Manner.NO_RANGES);
    assertThat(updater().update().model().version()).isEqualTo(1);
  }

  @Test
  void update_redirects_areFollowedUpToFive() throws Exception {
    channel.publish(1);
    server.redirect("moved.json", server.url("channel.json"));
    ModelUpdater.of(store, server.url("moved.json")).update();
    assertThat(store.current().version()).isEqualTo(1);
    server.redirect("loop.json", "/loop.json");
    assertThatThrownBy(() -> ModelUpdater.of(store, server.url("loop.json")).update())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 5 times");
    server.redirect("away.json", "file:///etc/passwd");
    assertThatThrownBy(() -> ModelUpdater.of(store, server.url("away.json")).update())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither HTTPS nor HTTP");
  }

  @Test
  void resolve_fromHttpsToHttp_isRefused() throws Exception {
    java.net.URL base = new java.net.URL("https://host/channel.json");
    assertThat(HttpClient.resolve(base, "a/b.shopfuse").toString())
        .isEqualTo("https://host/a/b.shopfuse");
    assertThatThrownBy(() -> HttpClient.resolve(base, "http://host/b"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("from HTTPS to http://host/b");
  }

  @Test
  void update_unknownUrl_isWrongUsageOrAnIoProblem() {
    for (String url : new String[] {"no url", "file:///channel.json", "ftp://host/x"}) {
      assertThatThrownBy(() -> ModelUpdater.of(store, url))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ModelUpdater.of(store, server.url("none.json")).update())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void update_releaseNotRolledOut_takesTheOneBefore() throws Exception {
    channel.publish(channel.release(2).withRolloutPercent(0), channel.release(1));
    assertThat(updater().update().model().version()).isEqualTo(1);
    assertThat(updater().update().outcome()).isEqualTo(Outcome.NOT_YET_ROLLED_OUT);
    channel.publish(channel.release(2), channel.release(1));
    assertThat(updater().update().model().version()).isEqualTo(2);
  }

  @Test
  void update_releaseForANewerSdk_takesTheOneBefore() throws Exception {
    Release newest = channel.release(2);
    Release tooNew = Release.of(2, newest.bundle(), 100, "99.0.0", Collections.<Delta>emptyList());
    channel.publish(tooNew, channel.release(1));
    assertThat(updater().update().model().version()).isEqualTo(1);
    assertThat(updater().update().outcome()).isEqualTo(Outcome.SDK_TOO_OLD);
  }

  @Test
  void update_modelGivenUp_isNotFetchedAgain() throws Exception {
    channel.publish(1);
    updater().update();
    channel.publish(2);
    updater().update();
    store.rollback();
    int requests = server.requests().size();
    assertThat(updater().update().outcome()).isEqualTo(Outcome.GIVEN_UP);
    assertThat(server.requests()).hasSize(requests + 1);
    channel.publish(3);
    assertThat(updater().update().model().version()).isEqualTo(3);
  }

  @Test
  void update_bundleThisDeviceCannotProve_isFetchedOnce() throws Exception {
    channel.publish(1);
    updater().update();
    channel.publish(channel.release(2, SampleBundle.signedUnprovable("sample", 2, KEY)));
    assertThatThrownBy(() -> updater().update()).isInstanceOf(IncompatibleBundleException.class);
    UpdateResult result = updater().update();
    assertThat(result.outcome()).isEqualTo(Outcome.GIVEN_UP);
    assertThat(result.model().version()).isEqualTo(1);
    assertThat(bundleRequests(2)).isEqualTo(1);
    channel.publish(3);
    assertThat(updater().update().model().version()).isEqualTo(3);
  }

  @Test
  void update_firstBundleCannotBeProven_isFetchedOnce() throws Exception {
    channel.publish(channel.release(2, SampleBundle.signedUnprovable("sample", 2, KEY)));
    assertThatThrownBy(() -> updater().update()).isInstanceOf(IncompatibleBundleException.class);
    assertThat(updater().update().outcome()).isEqualTo(Outcome.GIVEN_UP);
    assertThat(store.isEmpty()).isTrue();
    assertThat(bundleRequests(2)).isEqualTo(1);
  }

  @Test
  void update_anything_neverSendsTheInstallationId() throws Exception {
    channel.publish(channel.release(2).withRolloutPercent(50), channel.release(1));
    updater().update();
    String id = Files.readString(folder.resolve("store/installation.id"), UTF_8);
    assertThat(id).hasSize(32);
    assertThat(server.requests())
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(request)
                    .doesNotContain(id)
                    .doesNotContain("Cookie")
                    .contains("User-Agent: shopfuse/0.1.0\n"));
  }
}
