package dev.shopfuse.sample;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;

/** Makes newer versions of the app's own model and the channel that offers them. */
final class TestPublisher {
  static final SigningKey KEY = SigningKey.generate();

  private final Bundle original;

  TestPublisher() throws Exception {
    original =
        Bundle.open(
            new File("src/main/assets/market.shopfuse"), BundleTrust.allowUnsignedForDevelopment());
  }

  /** Returns the same model as another version. */
  byte[] bundle(long version, SigningKey key) throws IOException {
    return bundle(version, key, original.golden());
  }

  /** Returns a model that does not compute what it promises. */
  byte[] brokenBundle(long version) throws IOException {
    List<GoldenCase> cases =
        original.golden().cases().stream().map(TestPublisher::promiseMore).toList();
    return bundle(version, KEY, GoldenVectors.of(cases));
  }

  private static GoldenCase promiseMore(GoldenCase golden) {
    float[] scores = golden.scores().clone();
    IntStream.range(0, scores.length).forEach(i -> scores[i] /= 2f);
    return GoldenCase.of(
        golden.profile(), golden.itemVisits(), golden.shopVisits(), golden.candidates(), scores);
  }

  private byte[] bundle(long version, SigningKey key, GoldenVectors golden) throws IOException {
    ByteBuffer buffer = original.model().duplicate();
    byte[] model = new byte[buffer.remaining()];
    buffer.get(model);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BundleContents.of(original.contract(), original.items(), original.shops(), model, golden)
        .write(
            out,
            Manifest.builder(
                AppBundle.NAME,
                version,
                original.manifest().createdMillis(),
                original.manifest().requirements()),
            key);
    return out.toByteArray();
  }

  /** Returns a channel that offers a bundle beside it. */
  static byte[] channel(String file, byte[] bundle, long version) throws Exception {
    StringBuilder digest = new StringBuilder();
    for (byte part : MessageDigest.getInstance("SHA-256").digest(bundle)) {
      digest.append("%02x".formatted(part));
    }
    FileReference reference = FileReference.of(file, bundle.length, digest.toString());
    Release release = Release.of(version, reference, Release.EVERYBODY, "0.1.0", List.of());
    long now = System.currentTimeMillis();
    return Channel.of(AppBundle.NAME, version, now, now + 3_600_000, List.of(release))
        .sign(KEY)
        .getBytes(StandardCharsets.UTF_8);
  }
}
