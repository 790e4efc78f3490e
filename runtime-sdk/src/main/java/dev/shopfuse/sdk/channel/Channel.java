package dev.shopfuse.sdk.channel;

import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.ExpiredBundleException;
import dev.shopfuse.sdk.bundle.OutdatedBundleException;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.sign.SigningKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a channel offers: the releases of one model, newest first. Immutable.
 *
 * <p>It is published as {@code channel.json}, signed and for a limited time. Whoever serves the
 * file can neither change it nor, for longer than that time, withhold a newer one; and since a
 * device remembers the highest sequence and version it has seen, nor go back to an older one.
 */
public final class Channel {
  /** The name of the file. */
  public static final String FILE_NAME = "channel.json";

  /** The most bytes of the file. */
  public static final int MAX_BYTES = 1 << 20;

  /** The most releases of a channel. */
  public static final int MAX_RELEASES = 16;

  private final String name;
  private final long sequence;
  private final long issuedMillis;
  private final long expiresMillis;
  private final List<Release> releases;
  private final List<KeyRotation> rotations;

  private Channel(
      String name,
      long sequence,
      long issuedMillis,
      long expiresMillis,
      List<Release> releases,
      List<KeyRotation> rotations) {
    this.name = name;
    this.sequence = sequence;
    this.issuedMillis = issuedMillis;
    this.expiresMillis = expiresMillis;
    this.releases = Collections.unmodifiableList(new ArrayList<>(releases));
    this.rotations = Collections.unmodifiableList(new ArrayList<>(rotations));
  }

  /**
   * Returns a channel.
   *
   * @param name the name of the model, which all its bundles carry
   * @param sequence a number above 0 that grows with every publication
   * @param issuedMillis when it is published, in epoch milliseconds
   * @param expiresMillis until when it may be believed, in epoch milliseconds
   * @param releases newest first, at least one
   */
  public static Channel of(
      String name, long sequence, long issuedMillis, long expiresMillis, List<Release> releases) {
    if (sequence < 1 || issuedMillis < 0 || expiresMillis <= issuedMillis) {
      throw new IllegalArgumentException(
          "Channel has sequence "
              + sequence
              + ", is issued at "
              + issuedMillis
              + " ms and expires at "
              + expiresMillis
              + " ms; it needs a sequence above 0 and an expiry after its issue");
    }
    if (releases.isEmpty() || releases.size() > MAX_RELEASES) {
      throw new IllegalArgumentException(
          "Channel has " + releases.size() + " releases; allowed are 1 to " + MAX_RELEASES);
    }
    for (int i = 1; i < releases.size(); i++) {
      if (releases.get(i).version() >= releases.get(i - 1).version()) {
        throw new IllegalArgumentException(
            "Release "
                + releases.get(i).version()
                + " stands after "
                + releases.get(i - 1).version()
                + "; put the newest first, each once");
      }
    }
    return new Channel(
        name,
        sequence,
        issuedMillis,
        expiresMillis,
        releases,
        Collections.<KeyRotation>emptyList());
  }

  /** Returns this channel with the rotations that lead to the key it is signed by, old to new. */
  public Channel withRotations(List<KeyRotation> chain) {
    return new Channel(name, sequence, issuedMillis, expiresMillis, releases, chain);
  }

  /** Returns the text of {@code channel.json}. */
  public String sign(SigningKey key) {
    return ChannelJson.write(this, key);
  }

  /**
   * Reads {@code channel.json} and checks that it is signed by a key in use, once its own rotations
   * are followed. Expiry and age are other questions: {@link #requireFresh}.
   *
   * @throws CorruptBundleException if the text is no channel
   * @throws UntrustedBundleException if no key in use has signed it
   */
  public static Channel read(String text, KeyChain keys) throws BundleException {
    try {
      return ChannelJson.read(text, keys);
    } catch (IllegalArgumentException e) {
      throw new CorruptBundleException(
          "The channel is damaged: " + e.getMessage() + "; publish it again", e);
    }
  }

  /**
   * Checks that this channel has not expired and is not older than one that was seen before.
   *
   * @param seen what was kept of the channel accepted before; of this one if there is none
   * @param clockMillis what the clock says; where it says less than the last issue, it is behind
   * @throws ExpiredBundleException if it has expired: a freeze attack, or a publisher asleep
   * @throws OutdatedBundleException if it is older than the seen one: a rollback attack
   */
  public void requireFresh(ChannelMemory seen, long clockMillis) throws BundleException {
    if (sequence < seen.sequence || newestVersion() < seen.version) {
      throw new OutdatedBundleException(
          "The channel "
              + name
              + " has sequence "
              + sequence
              + " and version "
              + newestVersion()
              + ", but sequence "
              + seen.sequence
              + " and version "
              + seen.version
              + " were seen before; its server gives old files");
    }
    long nowMillis = Math.max(clockMillis, seen.issuedMillis);
    if (nowMillis >= expiresMillis) {
      throw new ExpiredBundleException(
          "The channel "
              + name
              + " expired at "
              + expiresMillis
              + " ms, now is "
              + nowMillis
              + " ms; publish it again, or set the clock",
          expiresMillis);
    }
  }

  private long newestVersion() {
    return releases.get(0).version();
  }

  /** Returns the name of the model. */
  public String name() {
    return name;
  }

  /** Returns the number that grows with every publication. */
  public long sequence() {
    return sequence;
  }

  /** Returns when it was published, in epoch milliseconds. */
  public long issuedMillis() {
    return issuedMillis;
  }

  /** Returns until when it may be believed, in epoch milliseconds. */
  public long expiresMillis() {
    return expiresMillis;
  }

  /** Returns the releases, newest first. */
  public List<Release> releases() {
    return releases;
  }

  /** Returns the rotations that lead to the key it is signed by, old to new. */
  public List<KeyRotation> rotations() {
    return rotations;
  }
}
