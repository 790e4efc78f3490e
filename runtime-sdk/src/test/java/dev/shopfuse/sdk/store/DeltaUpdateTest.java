package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.store.TestServer.Manner;
import dev.shopfuse.sdk.store.UpdateResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaUpdateTest extends UpdaterFixture {
  /** Publishes version 2 with a delta from version 1, which is in use. */
  private FileReference publishWithDelta() throws Exception {
    channel.publish(1);
    String inUse = updater().update().model().sha256();
    FileReference delta = channel.upload("1-2.delta", new byte[1_000]);
    List<Delta> deltas = List.of(Delta.of(inUse, delta));
    channel.publish(Release.of(2, channel.release(2).bundle(), 100, "0.1.0", deltas));
    return delta;
  }

  private long deltaRequests() {
    return server.requests().stream().filter(request -> request.contains("1-2.delta")).count();
  }

  private void assertUpdatesByTheWholeBundle() throws Exception {
    UpdateResult result = updater().update();
    assertThat(result.outcome()).isEqualTo(Outcome.INSTALLED);
    assertThat(result.model().version()).isEqualTo(2);
    assertThat(deltaRequests()).isEqualTo(1);
    assertThat(bundleRequests(2)).isEqualTo(1);
    assertThat(store.files().incoming()).isEmptyDirectory();
  }

  @Test
  void update_deltaMissing_fetchesTheWholeBundle() throws Exception {
    FileReference delta = publishWithDelta();
    // An earlier try got a part of it, before it was removed.
    Path part = store.files().part(delta.sha256()).toPath();
    Files.write(part, new byte[10]);
    Files.writeString(part.resolveSibling(part.getFileName() + ".tag"), "\"1\"");
    server.remove("1-2.delta");
    assertUpdatesByTheWholeBundle();
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"WRONG_BYTE", "LENGTH_TOO_SMALL", "LENGTH_TOO_LARGE", "ENDLESS"})
  void update_deltaDamaged_fetchesTheWholeBundle(Manner manner) throws Exception {
    publishWithDelta();
    server.behave(path -> path.endsWith(".delta") ? manner : Manner.GOOD);
    assertUpdatesByTheWholeBundle();
  }

  @Test
  void update_deltaThatDoesNotApply_fetchesTheWholeBundle() throws Exception {
    publishWithDelta();
    assertUpdatesByTheWholeBundle();
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"DROP", "UNAVAILABLE"})
  void update_networkFailsWhileTheDeltaIsFetched_saysSo(Manner manner) throws Exception {
    publishWithDelta();
    server.behave(path -> path.endsWith(".delta") ? manner : Manner.GOOD);
    assertThatThrownBy(() -> updater().update()).isInstanceOf(IOException.class);
    assertThat(bundleRequests(2)).isZero();
  }
}
