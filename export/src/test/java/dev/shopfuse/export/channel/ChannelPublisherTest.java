package dev.shopfuse.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.BundleWriter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.KeyChain;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelPublisherTest {
  private static final SigningKey KEY = SigningKey.generate();

  @TempDir private static Path bundles;
  @TempDir private Path folder;

  @BeforeAll
  static void exportBundles() throws IOException {
    for (int version = 1; version <= 6; version++) {
      export("shops", version, KEY);
    }
    export("books", 9, KEY);
  }

  private static Path export(String name, int version, SigningKey key) throws IOException {
    Path file = bundle(name, version);
    ExportSettings settings = ExportSettings.of(file, name, version, 1_000L * version);
    BundleExporter.export(TestMarket.model(), settings.withSigningKey(key), List.of());
    return file;
  }

  private static Path bundle(String name, int version) {
    return bundles.resolve(name + version + ".shopfuse");
  }

  private PublishSettings settings(Path bundle, int rollout) {
    return new PublishSettings(
        folder.resolve("channel"),
        bundle,
        KEY,
        Optional.empty(),
        OptionalInt.of(rollout),
        Duration.ofDays(1));
  }

  private PublishSettings withoutRollout(int version) {
    return new PublishSettings(
        folder.resolve("channel"),
        bundle("shops", version),
        KEY,
        Optional.empty(),
        OptionalInt.empty(),
        Duration.ofDays(1));
  }

  private Channel publish(int version) throws IOException {
    return ChannelPublisher.publish(settings(bundle("shops", version), 100)).channel();
  }

  private Channel published(BundleTrust trust) throws Exception {
    Path file = folder.resolve("channel").resolve("channel.json");
    return Channel.read(Files.readString(file), KeyChain.of(trust));
  }

  @Test
  void publish_severalVersions_namesTheLatestFourNewestFirst() throws Exception {
    for (int version = 1; version <= 6; version++) {
      publish(version);
    }
    Channel channel = published(BundleTrust.pinned(KEY.publicKey()));
    assertThat(channel.releases()).extracting(Release::version).containsExactly(6L, 5L, 4L, 3L);
    assertThat(channel.name()).isEqualTo("shops");
    for (Release release : channel.releases()) {
      assertThat(Files.size(folder.resolve("channel").resolve(release.bundle().url())))
          .isEqualTo(release.bundle().bytes());
    }
  }

  @Test
  void publish_sameModelAsANewVersion_offersADeltaMuchShorterThanTheBundle() throws Exception {
    publish(1);
    Release second = publish(2).releases().get(0);
    assertThat(second.deltas()).hasSize(1);
    assertThat(second.deltas().get(0).file().bytes()).isLessThan(second.bundle().bytes() / 4);
  }

  @Test
  void publish_sameBundleAgain_changesTheRolloutAndTheSequence() throws Exception {
    publish(1);
    ChannelPublisher.publish(settings(bundle("shops", 2), 10));
    Channel tenth = published(BundleTrust.pinned(KEY.publicKey()));
    ChannelPublisher.publish(settings(bundle("shops", 2), 50));
    Channel half = published(BundleTrust.pinned(KEY.publicKey()));
    assertThat(half.sequence()).isGreaterThan(tenth.sequence());
    assertThat(half.releases()).extracting(Release::rolloutPercent).containsExactly(50, 100);
    assertThat(half.releases().get(0).deltas()).hasSameSizeAs(tenth.releases().get(0).deltas());
  }

  @Test
  void publish_olderVersion_isRefusedAndChangesNothing() throws Exception {
    publish(2);
    List<Path> before = files();
    byte[] channel = Files.readAllBytes(folder.resolve("channel/channel.json"));
    assertThatThrownBy(() -> publish(1))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("version 1, the channel has 2 already");
    assertThat(files()).isEqualTo(before);
    assertThat(folder.resolve("channel/channel.json")).hasBinaryContent(channel);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("channel"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void publish_otherModel_isRefused() throws Exception {
    publish(1);
    assertThatThrownBy(() -> ChannelPublisher.publish(settings(bundle("books", 9), 100)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("use a channel for each model");
  }

  @Test
  void publish_bundleOfAnotherKey_isRefused() throws Exception {
    Path foreign = Files.copy(bundle("shops", 3), folder.resolve("foreign.shopfuse"));
    BundleWriter.sign(foreign, SigningKey.generate());
    assertThatThrownBy(() -> ChannelPublisher.publish(settings(foreign, 100)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("cannot be published with this key");
    assertThat(folder.resolve("channel")).doesNotExist();
  }

  @Test
  void publish_withAnotherKey_needsTheOldOnesWord() throws Exception {
    publish(1);
    SigningKey next = SigningKey.generate();
    Path second = Files.copy(bundle("shops", 2), folder.resolve("second.shopfuse"));
    BundleWriter.sign(second, next);
    PublishSettings alone =
        new PublishSettings(
            folder.resolve("channel"),
            second,
            next,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofDays(1));
    assertThatThrownBy(() -> ChannelPublisher.publish(alone))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("--rotate-from");
    ChannelPublisher.publish(
        new PublishSettings(
            folder.resolve("channel"),
            second,
            next,
            Optional.of(KEY),
            OptionalInt.empty(),
            Duration.ofDays(1)));
    assertThat(published(BundleTrust.pinned(KEY.publicKey())).rotations()).hasSize(1);
    assertThat(published(BundleTrust.pinned(next.publicKey())).releases()).hasSize(2);
  }

  @Test
  void publish_sameBundleAgainWithoutARollout_keepsIt() throws Exception {
    for (int rollout : new int[] {0, 10}) {
      ChannelPublisher.publish(settings(bundle("shops", 1), rollout));
      Channel renewed = ChannelPublisher.publish(withoutRollout(1)).channel();
      assertThat(renewed.releases()).hasSize(1);
      assertThat(renewed.releases().get(0).rolloutPercent()).isEqualTo(rollout);
    }
    Channel newer = ChannelPublisher.publish(withoutRollout(2)).channel();
    assertThat(newer.releases()).extracting(Release::rolloutPercent).containsExactly(100, 10);
  }

  @Test
  void settings_rolloutAtAndBeyondTheBounds_passesAndFails() {
    assertThat(settings(bundle("shops", 1), 0).rolloutPercent()).hasValue(0);
    for (int rollout : new int[] {-1, 101}) {
      assertThatThrownBy(() -> settings(bundle("shops", 1), rollout))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("0 to 100");
    }
  }
}
