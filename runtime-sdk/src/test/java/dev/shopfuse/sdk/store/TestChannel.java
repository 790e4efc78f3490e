package dev.shopfuse.sdk.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.KeyRotation;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.SigningKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Publishes sample bundles on a test server. */
final class TestChannel {
  static final String NAME = "sample";
  static final long HOUR = 3_600_000;

  private final TestServer server;
  private final SigningKey key;
  private final List<KeyRotation> rotations = new ArrayList<>();
  private long sequence = 1;

  TestChannel(TestServer server, SigningKey key) {
    this.server = server;
    this.key = key;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts a file on the server and returns the reference to it. */
  FileReference upload(String path, byte[] bytes) {
    server.put(path, bytes);
    return FileReference.of(path, bytes.length, sha256(bytes));
  }

  /** Puts a sample bundle on the server. */
  Release release(long version) {
    return release(version, SampleBundle.signed(NAME, version, key));
  }

  Release release(long version, byte[] bundle) {
    return Release.of(
        version,
        upload(version + ".shopfuse", bundle),
        Release.EVERYBODY,
        "0.1.0",
        Collections.<Delta>emptyList());
  }

  TestChannel rotated(KeyRotation rotation) {
    rotations.add(rotation);
    return this;
  }

  /** Publishes releases, newest first, for an hour, and returns the text of the channel. */
  String publish(Release... releases) {
    long now = System.currentTimeMillis();
    return publish(Channel.of(NAME, sequence++, now, now + HOUR, List.of(releases)));
  }

  String publish(Channel channel) {
    String text = channel.withRotations(rotations).sign(key);
    server.put(Channel.FILE_NAME, text.getBytes(UTF_8));
    return text;
  }

  /** Publishes a sample bundle as the only release. */
  String publish(long version) {
    return publish(release(version));
  }
}
