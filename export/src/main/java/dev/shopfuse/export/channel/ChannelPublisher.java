package dev.shopfuse.export.channel;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.StagedFile;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.KeyChain;
import dev.shopfuse.sdk.channel.KeyRotation;
import dev.shopfuse.sdk.channel.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a bundle into a channel: the bundle first, then the ways to it from earlier ones, and at the
 * very end, in one step, the {@code channel.json} that names them. Devices see the old channel or
 * the new one, never half of one. Not thread-safe; makes one publication.
 *
 * <p>Publishing the newest bundle again renews the channel; its rollout stays unless another is
 * given, so a release that was withdrawn or is being rolled out is not set free by a renewal.
 */
public final class ChannelPublisher {
  /** How many releases a channel names: the newest, and those before it. */
  static final int RELEASES = 4;

  /** A delta that saves less than this share of the bundle is not worth its file. */
  private static final double WORTHWHILE = 0.9;

  private static final int NAME_DIGITS = 12;

  private final PublishSettings settings;
  private final Clock clock;

  private ChannelPublisher(PublishSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Publishes a bundle.
   *
   * @throws ExportException if the bundle is not newer than what the channel has, or the bundle or
   *     the channel is signed by another key
   * @throws IOException if a file cannot be read or written; the channel is as it was
   */
  public static PublishReport publish(PublishSettings settings) throws IOException {
    return new ChannelPublisher(settings, Clock.systemUTC()).publish();
  }

  private PublishReport publish() throws IOException {
    Manifest manifest = manifest();
    byte[] bundle = Files.readAllBytes(settings.bundle());
    String sha256 = sha256(bundle);
    Optional<Channel> before = before();
    before.ifPresent(channel -> requireGrowth(channel, manifest, sha256));
    String name = fileName(manifest, sha256);
    write(name, bundle);
    Release release =
        Release.of(
            manifest.version(),
            FileReference.of(name, bundle.length, sha256),
            rolloutPercent(before, sha256),
            manifest.requirements().sdkVersion(),
            deltas(before, bundle, sha256));
    Channel channel = channel(manifest.name(), before, release);
    write(Channel.FILE_NAME, channel.sign(settings.key()).getBytes(StandardCharsets.UTF_8));
    return new PublishReport(
        settings.directory().resolve(Channel.FILE_NAME),
        settings.directory().resolve(name),
        channel);
  }

  private Manifest manifest() throws IOException {
    try {
      BundleTrust trust = BundleTrust.pinned(settings.key().publicKey());
      return Bundle.open(settings.bundle().toFile(), trust).manifest();
    } catch (BundleException e) {
      throw new ExportException(
          settings.bundle() + " cannot be published with this key: " + e.getMessage(), e);
    }
  }

  /** Returns the channel as it is, if there is one and it is in our hands. */
  private Optional<Channel> before() throws IOException {
    Path file = settings.directory().resolve(Channel.FILE_NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<PublicKey> ours = new ArrayList<>(List.of(settings.key().publicKey()));
    settings.oldKey().ifPresent(key -> ours.add(key.publicKey()));
    try {
      return Optional.of(
          Channel.read(Files.readString(file), KeyChain.of(BundleTrust.pinned(ours))));
    } catch (BundleException e) {
      throw new ExportException(
          file
              + " cannot be continued with this key: "
              + e.getMessage()
              + "; to change the key, give the old one with --rotate-from",
          e);
    }
  }

  private static void requireGrowth(Channel before, Manifest manifest, String sha256) {
    Release newest = before.releases().get(0);
    if (!before.name().equals(manifest.name())) {
      throw new ExportException(
          "The channel is that of %s, the bundle that of %s; use a channel for each model."
              .formatted(before.name(), manifest.name()));
    }
    if (!newest.bundle().sha256().equals(sha256) && manifest.version() <= newest.version()) {
      throw new ExportException(
          "The bundle has version %d, the channel has %d already; export it with a higher --bundle-version."
              .formatted(manifest.version(), newest.version()));
    }
  }

  private int rolloutPercent(Optional<Channel> before, String sha256) {
    Optional<Release> renewed =
        before
            .map(channel -> channel.releases().get(0))
            .filter(release -> release.bundle().sha256().equals(sha256));
    return settings.rolloutPercent().orElse(renewed.map(Release::rolloutPercent).orElse(100));
  }

  private List<Delta> deltas(Optional<Channel> before, byte[] bundle, String sha256)
      throws IOException {
    List<Delta> deltas = new ArrayList<>();
    for (Release earlier : before.map(Channel::releases).orElse(List.of())) {
      Path file = settings.directory().resolve(earlier.bundle().url());
      if (!earlier.bundle().sha256().equals(sha256) && Files.exists(file)) {
        Delta delta = delta(earlier, Files.readAllBytes(file), bundle, sha256);
        if (delta != null) {
          deltas.add(delta);
        }
      }
    }
    return deltas;
  }

  private @Nullable Delta delta(Release from, byte[] old, byte[] bundle, String sha256)
      throws IOException {
    if (!sha256(old).equals(from.bundle().sha256())) {
      throw new ExportException(
          from.bundle().url() + " in the channel is damaged; put the right file back");
    }
    byte[] patch = DeltaWriter.write(old, bundle);
    if (patch.length > WORTHWHILE * bundle.length) {
      return null;
    }
    String fromSha256 = from.bundle().sha256();
    String name = shortened(fromSha256) + "-" + shortened(sha256) + ".delta";
    write(name, patch);
    return Delta.of(fromSha256, FileReference.of(name, patch.length, sha256(patch)));
  }

  private Channel channel(String name, Optional<Channel> before, Release release) {
    List<Release> releases = new ArrayList<>(List.of(release));
    for (Release earlier : before.map(Channel::releases).orElse(List.of())) {
      if (earlier.version() < release.version() && releases.size() < RELEASES) {
        releases.add(earlier);
      }
    }
    long now = clock.millis();
    // The time keeps the sequence growing even where the channel's directory was lost.
    long sequence = Math.max(now / 1000, before.map(Channel::sequence).orElse(0L) + 1);
    long expires = now + settings.validity().toMillis();
    return Channel.of(name, sequence, now, expires, releases).withRotations(rotations(before));
  }

  private List<KeyRotation> rotations(Optional<Channel> before) {
    List<KeyRotation> rotations = new ArrayList<>(before.map(Channel::rotations).orElse(List.of()));
    PublicKey key = settings.key().publicKey();
    boolean known = rotations.stream().anyMatch(rotation -> rotation.newKey().equals(key));
    if (settings.oldKey().isPresent() && !known) {
      rotations.add(KeyRotation.sign(settings.oldKey().get(), key));
    }
    return rotations;
  }

  private void write(String name, byte[] bytes) throws IOException {
    try (StagedFile file =
        StagedFile.write(settings.directory().resolve(name), out -> out.write(bytes))) {
      file.commit();
    }
  }

  private static String fileName(Manifest manifest, String sha256) {
    String safe = manifest.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return safe + "-" + manifest.version() + "-" + shortened(sha256) + BundleFormat.FILE_ENDING;
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, NAME_DIGITS);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
