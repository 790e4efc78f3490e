package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.internal.JsonNode;
import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens a bundle, check after check. Every part reports damage as an {@link
 * IllegalArgumentException}; here it becomes a {@link CorruptBundleException} that names the file.
 */
final class BundleReader {
  private final StoredZipReader zip;
  private final BundleTrust trust;
  private final long nowMillis;

  private BundleReader(StoredZipReader zip, BundleTrust trust, long nowMillis) {
    this.zip = zip;
    this.trust = trust;
    this.nowMillis = nowMillis;
  }

  static Bundle read(File path, BundleTrust trust, long nowMillis)
      throws BundleException, IOException {
    try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
      return new BundleReader(StoredZipReader.open(file), trust, nowMillis).read();
    } catch (IllegalArgumentException e) {
      throw new CorruptBundleException(
          "Bundle " + path + " is damaged: " + e.getMessage() + "; fetch or export it again", e);
    }
  }

  private Bundle read() throws BundleException, IOException {
    Manifest manifest = readManifest();
    checkNames(manifest);
    checkSignature(manifest);
    Map<String, ByteBuffer> contents = readContents(manifest);
    Compatibility.check(manifest, nowMillis);
    return parse(manifest, contents);
  }

  private Manifest readManifest() throws BundleException, IOException {
    List<StoredZip.Entry> entries = zip.entries();
    if (entries.isEmpty() || !entries.get(0).name.equals(BundleFormat.MANIFEST)) {
      throw new IllegalArgumentException("its first entry is not " + BundleFormat.MANIFEST);
    }
    BundleFormat.checkJsonSize(BundleFormat.MANIFEST, entries.get(0).size);
    String text = Utf8.decode(zip.read(entries.get(0)));
    JsonNode json = JsonNode.parse(text);
    Compatibility.checkFormat(ManifestJson.readFormat(json));
    Manifest manifest = ManifestJson.read(json);
    if (!manifest.toJson().equals(text)) {
      throw new IllegalArgumentException("its manifest is not in canonical form");
    }
    return manifest;
  }

  /**
   * The names after the manifest: those of the format, in its order, as the manifest lists them.
   */
  private void checkNames(Manifest manifest) {
    List<String> present = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (StoredZip.Entry entry : zip.entries().subList(1, zip.entries().size())) {
      present.add(entry.name);
      if (BundleFormat.isVocabulary(entry.name)) {
        words.add(entry.name);
      }
    }
    Collections.sort(words);
    List<String> expected =
        new ArrayList<>(Arrays.asList(BundleFormat.MODEL, BundleFormat.CONTRACT));
    expected.addAll(words);
    expected.addAll(Arrays.asList(BundleFormat.ITEMS, BundleFormat.SHOPS, BundleFormat.GOLDEN));
    if (isSigned()) {
      present.remove(present.size() - 1);
    }
    List<String> listed = new ArrayList<>();
    for (ManifestEntry entry : manifest.entries()) {
      listed.add(entry.name());
    }
    if (!present.equals(expected) || !listed.equals(expected)) {
      throw new IllegalArgumentException(
          "it holds " + present + " and its manifest lists " + listed + ", expected " + expected);
    }
  }

  private boolean isSigned() {
    return last().name.equals(BundleFormat.SIGNATURE);
  }

  private StoredZip.Entry last() {
    return zip.entries().get(zip.entries().size() - 1);
  }

  /** The signature covers the manifest and, by the digests in it, every other entry. */
  private void checkSignature(Manifest manifest) throws BundleException, IOException {
    if (!isSigned()) {
      if (!trust.isUnsignedAllowed()) {
        throw new UntrustedBundleException(
            "The bundle " + manifest.name() + " is not signed; export it with --sign-key", null);
      }
      return;
    }
    BundleFormat.checkJsonSize(BundleFormat.SIGNATURE, last().size);
    ModelSignature signature = ModelSignature.read(Utf8.decode(zip.read(last())));
    if (!signature.isBy(trust)) {
      throw new UntrustedBundleException(
          "The bundle "
              + manifest.name()
              + " is signed by none of the "
              + trust.keys().size()
              + " pinned keys; fetch it from its publisher, or pin its key",
          null);
    }
    if (!signature.digests().equals(manifest.fileDigests())) {
      throw new UntrustedBundleException(
          "The signature in the bundle "
              + manifest.name()
              + " is that of other files; fetch or export it again",
          null);
    }
  }

  private Map<String, ByteBuffer> readContents(Manifest manifest) throws IOException {
    Map<String, ByteBuffer> contents = new HashMap<>();
    for (int i = 0; i < manifest.entries().size(); i++) {
      ManifestEntry listed = manifest.entries().get(i);
      StoredZip.Entry entry = zip.entries().get(i + 1);
      if (entry.size != listed.bytes()) {
        throw new IllegalArgumentException(
            entry.name + " has " + entry.size + " bytes, its manifest says " + listed.bytes());
      }
      boolean isModel = entry.name.equals(BundleFormat.MODEL);
      ByteBuffer content = isModel ? zip.readDirect(entry) : zip.read(entry);
      String sha256 = new Sha256().add(content).hex();
      if (!sha256.equals(listed.sha256())) {
        throw new IllegalArgumentException(
            entry.name + " has SHA-256 " + sha256 + ", its manifest says " + listed.sha256());
      }
      contents.put(entry.name, content);
    }
    return contents;
  }

  private static Bundle parse(Manifest manifest, Map<String, ByteBuffer> contents) {
    Map<String, Vocabulary> vocabularies = new HashMap<>();
    for (Map.Entry<String, ByteBuffer> entry : contents.entrySet()) {
      if (BundleFormat.isVocabulary(entry.getKey())) {
        vocabularies.put(BundleFormat.tableOf(entry.getKey()), words(entry));
      }
    }
    FeatureContract contract =
        FeatureContract.fromJson(json(contents, BundleFormat.CONTRACT), vocabularies);
    if (!contract.digest().equals(manifest.schema())) {
      throw new IllegalArgumentException(
          "its contract has digest "
              + contract.digest()
              + ", its manifest says "
              + manifest.schema());
    }
    return new Bundle(
        manifest,
        contract,
        Catalogue.read(content(contents, BundleFormat.ITEMS), Side.ITEM, contract),
        Catalogue.read(content(contents, BundleFormat.SHOPS), Side.SHOP, contract),
        GoldenVectors.fromJson(json(contents, BundleFormat.GOLDEN)),
        content(contents, BundleFormat.MODEL));
  }

  private static Vocabulary words(Map.Entry<String, ByteBuffer> entry) {
    try {
      return Vocabulary.read(entry.getValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(entry.getKey() + ": " + e.getMessage(), e);
    }
  }

  private static String json(Map<String, ByteBuffer> contents, String name) {
    ByteBuffer content = content(contents, name);
    BundleFormat.checkJsonSize(name, content.remaining());
    return Utf8.decode(content);
  }

  private static ByteBuffer content(Map<String, ByteBuffer> contents, String name) {
    ByteBuffer content = contents.get(name);
    if (content == null) {
      throw new IllegalArgumentException("it lacks " + name);
    }
    return content;
  }
}
