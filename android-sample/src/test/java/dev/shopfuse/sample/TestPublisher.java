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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;

/** Makes newer versions of the app's own model and the channel that offers them. */
final class TestPublisher {
  static final SigningKey KEY = SigningKey.generate();

  /** The last item of the model's table, which no golden vector has visited. */
  static final String ITEM_WITHOUT_NUMBERS = "i00318";

  private static final String ITEM_TABLE = "Table/item_id";

  private final Bundle original;

  TestPublisher() throws Exception {
    original =
        Bundle.open(
            new File("src/main/assets/market.shopfuse"), BundleTrust.allowUnsignedForDevelopment());
  }

  /** Returns the same model as another version. */
  byte[] bundle(long version, SigningKey key) throws IOException {
    return bundle(version, key, model(), original.golden());
  }

  /** Returns a model that does not compute what it promises. */
  byte[] brokenBundle(long version) throws IOException {
    List<GoldenCase> cases =
        original.golden().cases().stream().map(TestPublisher::promiseMore).toList();
    return bundle(version, KEY, model(), GoldenVectors.of(cases));
  }

  /** Returns a model that passes its golden vectors, and fails who has visited a certain item. */
  byte[] bundleOfAnItemWithoutNumbers(long version) throws IOException {
    byte[] model = model();
    ByteBuffer bytes = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    // An initializer is its name and then its numbers: tag, length in three bytes, values.
    String text = new String(model, StandardCharsets.ISO_8859_1);
    int length = text.indexOf(ITEM_TABLE + "J") + ITEM_TABLE.length() + 1;
    int size = model[length] & 0x7f | (model[length + 1] & 0x7f) << 7 | model[length + 2] << 14;
    int end = length + 3 + size;
    int width = 32;
    for (int at = end - width * Float.BYTES; at < end; at += Float.BYTES) {
      bytes.putFloat(at, Float.NaN);
    }
    return bundle(version, KEY, model, original.golden());
  }

  private static GoldenCase promiseMore(GoldenCase golden) {
    float[] scores = golden.scores().clone();
    IntStream.range(0, scores.length).forEach(i -> scores[i] /= 2f);
    return GoldenCase.of(
        golden.profile(), golden.itemVisits(), golden.shopVisits(), golden.candidates(), scores);
  }

  private byte[] model() {
    ByteBuffer buffer = original.model().duplicate();
    byte[] model = new byte[buffer.remaining()];
    buffer.get(model);
    return model;
  }

  private byte[] bundle(long version, SigningKey key, byte[] model, GoldenVectors golden)
      throws IOException {
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

  /** Returns a channel that offers a bundle beside it to everybody. */
  static byte[] channel(byte[] bundle, long version) throws Exception {
    return channel(bundle, version, Release.EVERYBODY, "0.1.0");
  }

  /** Returns a channel that offers a bundle beside it to some. */
  static byte[] channel(byte[] bundle, long version, int rolloutPercent, String minimumSdk)
      throws Exception {
    StringBuilder digest = new StringBuilder();
    for (byte part : MessageDigest.getInstance("SHA-256").digest(bundle)) {
      digest.append("%02x".formatted(part));
    }
    FileReference reference = FileReference.of("market.shopfuse", bundle.length, digest.toString());
    Release release = Release.of(version, reference, rolloutPercent, minimumSdk, List.of());
    long now = System.currentTimeMillis();
    return Channel.of(AppBundle.NAME, version, now, now + 3_600_000, List.of(release))
        .sign(KEY)
        .getBytes(StandardCharsets.UTF_8);
  }
}
