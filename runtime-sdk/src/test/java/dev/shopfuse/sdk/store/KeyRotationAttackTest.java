package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.KeyRotation;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.SigningKey;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attacks on a channel whose key is handed over, by whoever has its server or a retired key. */
class KeyRotationAttackTest extends AttackFixture {
  @Test
  void keyRotation_newKeySignedByTheOld_isFollowedAndTheOldOneRetired() throws Exception {
    SigningKey next = SigningKey.generate();
    TestChannel later =
        new TestChannel(server, next).rotated(KeyRotation.sign(KEY, next.publicKey()));
    later.publish(atSequence(20, later.release(2)));
    assertThat(update().model().version()).isEqualTo(2);
    store.openRanker().close();
    // Old news by the retired key, whatever they promise, are no news any more.
    channel.publish(atSequence(30, channel.release(3)));
    assertThatThrownBy(this::update).isInstanceOf(UntrustedBundleException.class);
    // Nor can the retired key hand over to somebody else.
    SigningKey thief = SigningKey.generate();
    TestChannel stolen =
        new TestChannel(server, thief).rotated(KeyRotation.sign(KEY, thief.publicKey()));
    stolen.publish(atSequence(40, stolen.release(4)));
    assertThatThrownBy(this::update).isInstanceOf(UntrustedBundleException.class);
    assertThat(store.current().version()).isEqualTo(2);
    Files.createFile(folder.resolve("handed over"));
  }

  @Test
  void keyRotation_byAKeyThatIsNotPinned_isRefused() {
    SigningKey thief = SigningKey.generate();
    SigningKey accomplice = SigningKey.generate();
    TestChannel stolen =
        new TestChannel(server, thief).rotated(KeyRotation.sign(accomplice, thief.publicKey()));
    stolen.publish(atSequence(20, stolen.release(2)));
    assertThatThrownBy(this::update).isInstanceOf(UntrustedBundleException.class);
  }

  /** Hands the channel over to a new key, and brings the device to version 2, signed by it. */
  private TestChannel handOver(SigningKey next) throws Exception {
    TestChannel later =
        new TestChannel(server, next).rotated(KeyRotation.sign(KEY, next.publicKey()));
    later.publish(atSequence(20, later.release(2)));
    assertThat(update().model().version()).isEqualTo(2);
    Files.createFile(folder.resolve("handed over"));
    return later;
  }

  /** Neither news by the old key are taken, nor another key that the old one hands over to. */
  private void assertRetired(SigningKey old, long sequence) throws Exception {
    long inUse = store.current().version();
    TestChannel leaked = new TestChannel(server, old);
    leaked.publish(atSequence(sequence, leaked.release(40)));
    assertThatThrownBy(this::update).isInstanceOf(UntrustedBundleException.class);
    SigningKey thief = SigningKey.generate();
    TestChannel stolen =
        new TestChannel(server, thief).rotated(KeyRotation.sign(old, thief.publicKey()));
    stolen.publish(atSequence(sequence, stolen.release(41)));
    assertThatThrownBy(this::update).isInstanceOf(UntrustedBundleException.class);
    assertThat(store.current().version()).isEqualTo(inUse);
    store.openRanker().close();
    assertThat(store.current().version()).isEqualTo(inUse);
  }

  @Test
  void keyRotation_strippedByTheServer_oldKeyStaysRetiredAndTheModelUsable() throws Exception {
    SigningKey next = SigningKey.generate();
    TestChannel later = handOver(next);
    Channel renewed = atSequence(21, later.release(2, SampleBundle.signed("sample", 2, next)));
    for (int round = 0; round < 2; round++) {
      serve(renewed.sign(next));
      update();
      assertThat(store.current().version()).isEqualTo(2);
      assertRetired(KEY, 30);
    }
  }

  /** The publisher lost the folder of the channel, and with it the rotations. */
  @Test
  void keyRotation_strippedByThePublisher_nextModelIsInstalledAndTheOldKeyStaysRetired()
      throws Exception {
    SigningKey next = SigningKey.generate();
    handOver(next);
    TestChannel forgetful = new TestChannel(server, next);
    forgetful.publish(atSequence(21, forgetful.release(3)));
    assertThat(update().model().version()).isEqualTo(3);
    store = openStore();
    store.openRanker().close();
    assertThat(store.current().version()).isEqualTo(3);
    assertRetired(KEY, 30);
  }

  @Test
  void keyRotation_strippedOfItsStart_bothOldKeysStayRetired() throws Exception {
    SigningKey second = SigningKey.generate();
    SigningKey third = SigningKey.generate();
    handOver(second);
    TestChannel last =
        new TestChannel(server, third).rotated(KeyRotation.sign(second, third.publicKey()));
    last.publish(atSequence(22, last.release(3)));
    assertThat(update().model().version()).isEqualTo(3);
    serve(atSequence(23, last.release(4)).sign(third));
    assertThat(update().model().version()).isEqualTo(4);
    assertRetired(KEY, 30);
    assertRetired(second, 30);
  }

  /** A server that repeats or invents rotations does not fill the store. */
  @Test
  void keyRotation_repeatedAndForeignOnes_areNotKept() throws Exception {
    SigningKey next = SigningKey.generate();
    TestChannel later = handOver(next);
    SigningKey foreign = SigningKey.generate();
    for (int i = 0; i < 20; i++) {
      later.rotated(KeyRotation.sign(KEY, next.publicKey()));
      later.rotated(KeyRotation.sign(foreign, next.publicKey()));
      later.rotated(KeyRotation.sign(next, KEY.publicKey()));
    }
    later.publish(atSequence(21, later.release(3)));
    assertThat(update().model().version()).isEqualTo(3);
    assertThat(store.files().readState().seen.rotations()).hasSize(1);
    assertRetired(KEY, 30);
  }

  /** Whoever has a leaked key cannot make the store's state larger than it can read. */
  @Test
  void keyRotation_endlessChain_isRefused() throws Exception {
    SigningKey last = KEY;
    List<KeyRotation> chain = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      SigningKey next = SigningKey.generate();
      chain.add(KeyRotation.sign(last, next.publicKey()));
      last = next;
    }
    serve(atSequence(20, channel.release(2)).withRotations(chain).sign(last));
    assertThatThrownBy(this::update)
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("handed its key over 700 times");
  }

  private static Channel atSequence(long sequence, Release release) {
    long now = System.currentTimeMillis();
    return Channel.of("sample", sequence, now, now + TestChannel.HOUR, List.of(release));
  }
}
