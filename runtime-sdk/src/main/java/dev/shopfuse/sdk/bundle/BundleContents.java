package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Everything that goes into a bundle but its manifest, ready to be written. Immutable.
 *
 * <p>Equal contents and an equal manifest give equal bytes.
 */
public final class BundleContents {
  private final String schema;
  private final Map<String, byte[]> entries;

  private BundleContents(String schema, Map<String, byte[]> entries) {
    this.schema = schema;
    this.entries = entries;
  }

  /**
   * Gathers the contents.
   *
   * @param model the ONNX file; its inputs are named after the features of the contract
   */
  public static BundleContents of(
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      byte[] model,
      GoldenVectors golden) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(BundleFormat.MODEL, model.clone());
    entries.put(BundleFormat.CONTRACT, json(BundleFormat.CONTRACT, contract.toJson()));
    try {
      for (Map.Entry<String, Vocabulary> words :
          new TreeMap<>(contract.vocabularies()).entrySet()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        words.getValue().write(bytes);
        entries.put(BundleFormat.vocabularyEntry(words.getKey()), bytes.toByteArray());
      }
      entries.put(BundleFormat.ITEMS, bytes(items, contract));
      entries.put(BundleFormat.SHOPS, bytes(shops, contract));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    entries.put(BundleFormat.GOLDEN, json(BundleFormat.GOLDEN, golden.toJson()));
    return new BundleContents(contract.digest(), entries);
  }

  private static byte[] json(String name, String text) {
    byte[] bytes = Utf8.encode(text);
    BundleFormat.checkJsonSize(name, bytes.length);
    return bytes;
  }

  private static byte[] bytes(Catalogue catalogue, FeatureContract contract) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    catalogue.write(bytes, contract);
    return bytes.toByteArray();
  }

  /**
   * Writes an unsigned bundle, for development, and returns its manifest; the stream stays open.
   *
   * @throws IllegalArgumentException if the bundle or its manifest would be larger than {@link
   *     BundleFormat} allows
   * @throws IOException if writing fails; what is written then is no bundle
   */
  public Manifest write(OutputStream out, ManifestBuilder builder) throws IOException {
    return write(out, manifest(builder), null);
  }

  /** Writes a signed bundle and returns its manifest; the stream stays open. */
  public Manifest write(OutputStream out, ManifestBuilder builder, SigningKey key)
      throws IOException {
    Manifest manifest = manifest(builder);
    return write(out, manifest, ModelSignature.sign(manifest.name(), manifest.fileDigests(), key));
  }

  private Manifest manifest(ManifestBuilder builder) {
    List<ManifestEntry> listed = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      String sha256 = new Sha256().add(entry.getValue()).hex();
      listed.add(new ManifestEntry(entry.getKey(), entry.getValue().length, sha256));
    }
    return new Manifest(builder, schema, listed);
  }

  private Manifest write(OutputStream out, Manifest manifest, @Nullable String signature)
      throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(BundleFormat.MANIFEST, json(BundleFormat.MANIFEST, manifest.toJson()));
    all.putAll(entries);
    if (signature != null) {
      all.put(BundleFormat.SIGNATURE, json(BundleFormat.SIGNATURE, signature));
    }
    writeZip(out, all);
    return manifest;
  }

  static void writeZip(OutputStream out, Map<String, byte[]> contents) throws IOException {
    List<StoredZip.Entry> headers = headers(contents);
    int next = 0;
    for (byte[] content : contents.values()) {
      out.write(StoredZip.localHeader(headers.get(next++)));
      out.write(content);
    }
    out.write(StoredZip.directory(headers));
  }

  private static List<StoredZip.Entry> headers(Map<String, byte[]> contents) {
    List<StoredZip.Entry> headers = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      CRC32 crc = new CRC32();
      crc.update(content.getValue());
      StoredZip.Entry header =
          new StoredZip.Entry(
              content.getKey(), content.getValue().length, (int) crc.getValue(), offset);
      headers.add(header);
      offset = header.end();
    }
    long total = offset + StoredZip.directory(headers).length;
    if (total > BundleFormat.MAX_BUNDLE_BYTES) {
      throw new IllegalArgumentException(
          "The bundle would have "
              + total
              + " bytes; at most "
              + BundleFormat.MAX_BUNDLE_BYTES
              + " are allowed, use narrower or smaller tables");
    }
    return headers;
  }
}
