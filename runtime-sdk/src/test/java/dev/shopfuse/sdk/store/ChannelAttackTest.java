package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.ExpiredBundleException;
import dev.shopfuse.sdk.bundle.OutdatedBundleException;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.ChannelMemory;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.SigningKey;
import dev.shopfuse.sdk.store.TestServer.Manner;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attacks on a channel by whoever controls its server or the network, named as The Update Framework
 * names them.
 */
class ChannelAttackTest extends AttackFixture {
  private Channel channel(String name, long sequence, long issued, long expires, Release release) {
    return Channel.of(name, sequence, issued, expires, List.of(release));
  }

  @Test
  void rollbackAttack_olderChannelOfTheSamePublisher_isRefused() throws Exception {
    String old = channel.publish(2);
    channel.publish(3);
    update();
    serve(old);
    assertThatThrownBy(this::update)
        .isInstanceOf(OutdatedBundleException.class)
        .hasMessageContaining("were seen before");
    assertThat(store.current().version()).isEqualTo(3);
  }

  @Test
  void rollbackAttack_olderChannelAfterOneThatWasSeenButNotInstalled_isRefused() throws Exception {
    String old = channel.publish(2);
    channel.publish(channel.release(3).withRolloutPercent(0));
    update();
    serve(old);
    assertThatThrownBy(this::update).isInstanceOf(OutdatedBundleException.class);
    assertThat(store.current().version()).isEqualTo(1);
  }

  @Test
  void freezeAttack_expiredChannel_isRefused() throws Exception {
    long now = System.currentTimeMillis();
    channel.publish(channel("sample", 9, now - 2_000, now - 1, channel.release(2)));
    assertThatThrownBy(this::update)
        .isInstanceOf(ExpiredBundleException.class)
        .hasMessageContaining("expired at");
    assertThat(store.current().version()).isEqualTo(1);
  }

  /** A clock set back does not bring an expired channel to life: the last issue is remembered. */
  @Test
  void freezeAttack_clockSetBack_isRefused() throws Exception {
    Release release = channel.release(2);
    Channel seen = channel("sample", 9, 5_000, 6_000, release);
    Channel expired = channel("sample", 9, 3_000, 5_000, release);
    assertThatThrownBy(() -> expired.requireFresh(ChannelMemory.of(seen, List.of()), 10))
        .isInstanceOf(ExpiredBundleException.class);
    seen.requireFresh(ChannelMemory.of(expired, List.of()), 10);
  }

  @Test
  void endlessDataAttack_channel_isCutOff() {
    server.behave(path -> path.endsWith(".json") ? Manner.ENDLESS : Manner.GOOD);
    assertThatThrownBy(this::update)
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void endlessDataAttack_bundle_isCutOffAtItsSize() {
    channel.publish(2);
    server.behave(path -> path.endsWith(".shopfuse") ? Manner.ENDLESS : Manner.GOOD);
    assertThatThrownBy(this::update)
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("goes on beyond");
    assertThat(folder.resolve("store/incoming")).isEmptyDirectory();
  }

  @Test
  void slowRetrievalAttack_bytesDrip_isGivenUp() {
    channel.publish(2);
    server.behave(path -> path.endsWith(".shopfuse") ? Manner.DRIP : Manner.GOOD);
    assertThatThrownBy(this::update)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes in 400 ms");
  }

  @Test
  void mixAndMatchAttack_bundleOfAnotherVersionUnderTheNewOnesUrl_isRefused() {
    channel.publish(2);
    server.put("2.shopfuse", SampleBundle.signed("sample", 3, KEY));
    assertThatThrownBy(this::update).isInstanceOf(CorruptBundleException.class);
  }

  @Test
  void mixAndMatchAttack_channelAnnouncesAnotherVersionThanTheBundleHas_isRefused() {
    byte[] third = SampleBundle.signed("sample", 3, KEY);
    channel.publish(channel.release(4, third));
    assertThatThrownBy(this::update)
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("the channel announces sample version 4");
  }

  @Test
  void wrongNameAttack_channelOfAnotherModelOfThePublisher_isRefused() {
    long now = System.currentTimeMillis();
    byte[] other = SampleBundle.signed("other", 2, KEY);
    channel.publish(channel("other", 9, now, now + 9_999, channel.release(2, other)));
    assertThatThrownBy(this::update)
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("that of other, this store is for sample");
  }

  @Test
  void wrongNameAttack_channelOfAnotherModelAfterOneThatWasSeenButNotInstalled_isRefused()
      throws Exception {
    store =
        ModelStore.open(folder.resolve("unnamed").toFile(), BundleTrust.pinned(KEY.publicKey()));
    channel.publish(channel.release(2).withRolloutPercent(0));
    update();
    assertThat(store.isEmpty()).isTrue();
    wrongNameAttack_channelOfAnotherModelOfThePublisher_isRefused();
    assertThat(store.isEmpty()).isTrue();
    channel.publish(3);
    assertThat(update().model().version()).isEqualTo(3);
  }

  @Test
  void update_storeThatOnceFollowedAnotherModelsChannel_isMendedByNamingTheModel()
      throws Exception {
    File directory = folder.resolve("unnamed").toFile();
    BundleTrust trust = BundleTrust.pinned(KEY.publicKey());
    store = ModelStore.open(directory, trust);
    long now = System.currentTimeMillis();
    byte[] other = SampleBundle.signed("other", 9, KEY);
    Release withheld = channel.release(9, other).withRolloutPercent(0);
    channel.publish(channel("other", 99, now, now + 9_999, withheld));
    update();
    channel.publish(2);
    assertThatThrownBy(this::update)
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("to change that, open it by name");
    store = ModelStore.open(directory, trust, "sample");
    assertThat(update().model().version()).isEqualTo(2);
  }

  @Test
  void wrongNameAttack_bundleOfAnotherModelInTheChannel_isRefused() {
    channel.publish(channel.release(2, SampleBundle.signed("other", 2, KEY)));
    assertThatThrownBy(this::update)
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("The bundle is other version 2");
  }

  @Test
  void arbitraryInstallationAttack_channelOfAnotherKey_isRefused() {
    new TestChannel(server, SigningKey.generate()).publish(2);
    assertThatThrownBy(this::update)
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("signed by none of the keys in use");
  }

  @Test
  void arbitraryInstallationAttack_bundleOfAnotherKeyInTheChannel_isRefused() {
    channel.publish(channel.release(2, SampleBundle.signed("sample", 2, SigningKey.generate())));
    assertThatThrownBy(this::update).isInstanceOf(UntrustedBundleException.class);
  }

  @Test
  void arbitraryInstallationAttack_anyCharacterOfTheChannelChanged_isRefused() {
    String text = channel.publish(2);
    int unread = text.indexOf("keyid");
    for (int i = 0; i < text.length(); i += 7) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      serve(text.substring(0, i) + other + text.substring(i + 1));
      if (i < unread || i >= unread + "keyid".length()) {
        assertThatThrownBy(this::update).as("character %d", i).isInstanceOf(BundleException.class);
      }
    }
  }

  @Test
  void arbitraryInstallationAttack_fileOutsideTheChannel_isNotWritten() throws Exception {
    byte[] bundle = SampleBundle.signed("sample", 2, KEY);
    server.put("../../elsewhere.shopfuse", bundle);
    FileReference up =
        FileReference.of("../../elsewhere.shopfuse", bundle.length, TestChannel.sha256(bundle));
    channel.publish(Release.of(2, up, 100, "0.1.0", Collections.emptyList()));
    assertThat(update().model().version()).isEqualTo(2);
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("store"));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"GOOD", "NO_RANGES", "ENDLESS", "DRIP"},
      mode = EnumSource.Mode.EXCLUDE)
  void update_serverThat_isAnErrorAndNothingChanges(Manner manner) {
    channel.publish(2);
    server.behave(path -> path.endsWith(".shopfuse") ? manner : Manner.GOOD);
    assertThatThrownBy(this::update)
        .isInstanceOfAny(IOException.class, CorruptBundleException.class)
        .hasMessageContaining("2.shopfuse");
    server.behave(path -> path.endsWith(".json") ? manner : Manner.GOOD);
    if (manner != Manner.LENGTH_TOO_LARGE && manner != Manner.WRONG_BYTE) {
      assertThatThrownBy(this::update).isInstanceOfAny(IOException.class, BundleException.class);
    }
  }
}
