package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.SampleMarket;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Bundles of the sample market, sound and unsound. */
public final class BundleFixture {
  private BundleFixture() {}

  /** Returns what a tiny model needs. */
  public static Requirements requirements() {
    return Requirements.of("0.1.0", 7, 13, Arrays.asList("Gather", "ReduceMean"));
  }

  /** Returns the manifest of the sample bundle. */
  public static ManifestBuilder manifest() {
    return Manifest.builder("sample", 3, 1_700_000_000_000L, requirements())
        .provenance("seed", "7")
        .provenance("data_digest", "Z\u00fcrich \"quoted\"");
  }

  /** Returns golden vectors of one case without visits. */
  public static GoldenVectors golden(float... scores) {
    return GoldenVectors.of(
        Collections.singletonList(
            GoldenCase.of(
                SampleMarket.profile(),
                Arrays.asList("i1", "unheard of"),
                Collections.singletonList("s2"),
                Arrays.asList("s1", "s2", "s3", "s4"),
                scores)));
  }

  /** Returns the contents of a bundle around a model. */
  public static BundleContents contents(byte[] model, GoldenVectors golden) {
    FeatureContract contract = SampleMarket.contract();
    return BundleContents.of(
        contract, SampleMarket.items(contract), SampleMarket.shops(contract), model, golden);
  }

  /** Returns a sound bundle around a model. */
  public static byte[] bytes(byte[] model, GoldenVectors golden) {
    return bytes(contents(model, golden), manifest());
  }

  /** Returns a sound bundle whose model is no model; enough for every check before the engine. */
  public static byte[] bytes() {
    return bytes(new byte[] {1, 2, 3}, golden(0.1f, 0.2f, 0.3f, 0.4f));
  }

  /** Returns a signed bundle around a model. */
  public static byte[] signed(
      byte[] model, GoldenVectors golden, String name, long version, SigningKey key) {
    ManifestBuilder manifest = Manifest.builder(name, version, 1_700_000_000_000L, requirements());
    return signed(contents(model, golden), manifest, key);
  }

  /** Returns a signed bundle that expired a millisecond after it was made. */
  public static byte[] signedExpired(
      byte[] model, GoldenVectors golden, String name, long version, SigningKey key) {
    long created = 1_700_000_000_000L;
    ManifestBuilder manifest = Manifest.builder(name, version, created, requirements());
    return signed(contents(model, golden), manifest.expiresMillis(created + 1), key);
  }

  static byte[] signed(BundleContents contents, ManifestBuilder manifest, SigningKey key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      contents.write(out, manifest, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] bytes(BundleContents contents, ManifestBuilder manifest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      contents.write(out, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Returns the entries of a bundle by their names, through the JDK's own zip reader. */
  static Map<String, byte[]> entries(byte[] bundle) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (java.util.zip.ZipInputStream in =
        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(bundle))) {
      for (java.util.zip.ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        entries.put(e.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** Returns a canonical zip of any names and contents. */
  static byte[] zip(List<String> names, List<byte[]> contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<StoredZip.Entry> headers = new ArrayList<>();
    long offset = 0;
    for (int i = 0; i < names.size(); i++) {
      CRC32 crc = new CRC32();
      crc.update(contents.get(i));
      StoredZip.Entry header =
          new StoredZip.Entry(names.get(i), contents.get(i).length, (int) crc.getValue(), offset);
      headers.add(header);
      offset = header.end();
      out.writeBytes(StoredZip.localHeader(header));
      out.writeBytes(contents.get(i));
    }
    out.writeBytes(StoredZip.directory(headers));
    return out.toByteArray();
  }

  static byte[] zip(Map<String, byte[]> entries) {
    return zip(new ArrayList<>(entries.keySet()), new ArrayList<>(entries.values()));
  }
}
