package dev.shopfuse.sdk.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shopfuse.sdk.bundle.IncompatibleBundleException.Reason;
import dev.shopfuse.sdk.feature.SampleMarket;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  /** Two other values of each byte, or with {@code -Plong-tests} all 255. */
  private static final int[] CHANGES =
      Integer.getInteger("shopfuse.damage", 2) == 255
          ? IntStream.rangeClosed(1, 255).toArray()
          : new int[] {0x01, 0xff};

  @TempDir Path directory;
  private File file;

  @BeforeEach
  void name() {
    file = directory.resolve("sample.shopfuse").toFile();
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(file.toPath(), bytes);
  }

  private Throwable openFailure(byte[] bytes) throws IOException {
    write(bytes);
    return catchThrowable(() -> Bundle.open(file, BundleTrust.allowUnsignedForDevelopment()));
  }

  @Test
  void open_soundBundle_givesEverythingBack() throws Exception {
    write(BundleFixture.bytes());
    Bundle bundle = Bundle.open(file, BundleTrust.allowUnsignedForDevelopment());
    assertThat(bundle.manifest().name()).isEqualTo("sample");
    assertThat(bundle.manifest().version()).isEqualTo(3);
    assertThat(bundle.manifest().expiresMillis()).isEqualTo(Manifest.NEVER);
    assertThat(bundle.manifest().provenance()).containsEntry("seed", "7");
    assertThat(bundle.manifest().tasks()).containsExactly("item", "shop");
    assertThat(bundle.contract().digest()).isEqualTo(SampleMarket.contract().digest());
    assertThat(bundle.items().ids()).containsExactly("i1", "i2", "i3", "i4");
    assertThat(bundle.shops().index("s2")).isEqualTo(3);
    assertThat(bundle.golden().cases().get(0).scores()).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
    assertThat(bundle.golden().cases().get(0).profile()).isEqualTo(SampleMarket.profile());
    assertThat(bundle.model().isReadOnly()).isTrue();
    assertThat(bundle.model().remaining()).isEqualTo(3);
  }

  @Test
  void write_twice_givesEqualBytes() {
    assertThat(BundleFixture.bytes()).isEqualTo(BundleFixture.bytes());
  }

  @Test
  void write_bundle_isAZipFileForOthers() throws Exception {
    write(BundleFixture.bytes());
    try (ZipFile zip = new ZipFile(file)) {
      assertThat(Collections.list(zip.entries()))
          .extracting("name")
          .containsExactly(
              "manifest.json",
              "model.onnx",
              "contract.json",
              "vocabulary/city.txt",
              "vocabulary/item_id.txt",
              "vocabulary/shop.txt",
              "catalogue/items.bin",
              "catalogue/shops.bin",
              "golden.json");
      assertThat(zip.getInputStream(zip.getEntry("vocabulary/city.txt")).readAllBytes())
          .isEqualTo("Basel\nBern\n".getBytes(UTF_8));
    }
  }

  @Test
  void open_truncatedAtAnyLength_isCorrupt() throws Exception {
    byte[] bytes = BundleFixture.bytes();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(openFailure(Arrays.copyOf(bytes, length)))
          .as("length %d", length)
          .isInstanceOf(CorruptBundleException.class);
    }
  }

  @Test
  void open_anyByteChanged_isCorrupt() throws Exception {
    byte[] bytes = BundleFixture.bytes();
    write(bytes);
    try (RandomAccessFile patched = new RandomAccessFile(file, "rw")) {
      for (int position = 0; position < bytes.length; position++) {
        for (int change : CHANGES) {
          patched.seek(position);
          patched.write(bytes[position] ^ change);
          assertThat(
                  catchThrowable(
                      () -> Bundle.open(file, BundleTrust.allowUnsignedForDevelopment())))
              .as("byte %d changed by %x", position, change)
              .isInstanceOf(CorruptBundleException.class);
        }
        patched.seek(position);
        patched.write(bytes[position]);
      }
    }
    assertThat(Bundle.open(file, BundleTrust.allowUnsignedForDevelopment()).manifest().version())
        .isEqualTo(3);
  }

  @Test
  void open_bytesAddedAnywhere_isCorrupt() throws Exception {
    byte[] bytes = BundleFixture.bytes();
    for (int position = 0; position <= bytes.length; position++) {
      byte[] longer = new byte[bytes.length + 1];
      System.arraycopy(bytes, 0, longer, 0, position);
      System.arraycopy(bytes, position, longer, position + 1, bytes.length - position);
      assertThat(openFailure(longer))
          .as("position %d", position)
          .isInstanceOf(CorruptBundleException.class);
    }
  }

  @Test
  void open_absentFile_isAnIoProblem() {
    assertThatThrownBy(() -> Bundle.open(file, BundleTrust.allowUnsignedForDevelopment()))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void open_corrupt_namesFileAndRemedy() throws Exception {
    assertThat(openFailure(new byte[21]))
        .hasMessageContaining(file.getPath())
        .hasMessageContaining("21 bytes")
        .hasMessageContaining("fetch or export it again");
  }

  @Test
  void open_unsafeOrDoubleNames_isCorrupt() throws Exception {
    for (String name :
        new String[] {"../x", "/x", "a//b", "a/", "a\\b", "C:x", "a/./b", "A", "\u00e4", ""}) {
      assertThat(
              openFailure(
                  BundleFixture.zip(
                      Arrays.asList("manifest.json", name),
                      Arrays.asList(new byte[0], new byte[0]))))
          .as(name)
          .isInstanceOf(CorruptBundleException.class)
          .hasMessageContaining("unsafe name");
    }
    assertThat(
            openFailure(
                BundleFixture.zip(
                    Arrays.asList("manifest.json", "manifest.json"),
                    Arrays.asList(new byte[0], new byte[0]))))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void open_entryAddedMissingOrMoved_isCorrupt() throws Exception {
    Map<String, byte[]> entries = BundleFixture.entries(BundleFixture.bytes());
    entries.put("extra.txt", new byte[1]);
    assertThat(openFailure(BundleFixture.zip(entries)))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("extra.txt");
    entries.remove("extra.txt");
    entries.remove("golden.json");
    assertThat(openFailure(BundleFixture.zip(entries)))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("golden.json");
    entries = BundleFixture.entries(BundleFixture.bytes());
    byte[] manifest = entries.remove("manifest.json");
    entries.put("manifest.json", manifest);
    assertThat(openFailure(BundleFixture.zip(entries)))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("first entry");
    List<String> names = new ArrayList<>(BundleFixture.entries(BundleFixture.bytes()).keySet());
    List<byte[]> contents = new ArrayList<>(BundleFixture.entries(BundleFixture.bytes()).values());
    Collections.swap(names, 1, 2);
    Collections.swap(contents, 1, 2);
    assertThat(openFailure(BundleFixture.zip(names, contents)))
        .isInstanceOf(CorruptBundleException.class);
  }

  @Test
  void open_contentUnlikeItsDigest_isCorrupt() throws Exception {
    Map<String, byte[]> entries = BundleFixture.entries(BundleFixture.bytes());
    entries.put("model.onnx", new byte[] {1, 2, 4});
    assertThat(openFailure(BundleFixture.zip(entries)))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("model.onnx has SHA-256");
    entries.put("model.onnx", new byte[] {1, 2});
    assertThat(openFailure(BundleFixture.zip(entries)))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("model.onnx has 2 bytes, its manifest says 3");
  }

  private byte[] withManifest(String from, String to) throws IOException {
    Map<String, byte[]> entries = BundleFixture.entries(BundleFixture.bytes());
    String manifest = new String(entries.get("manifest.json"), UTF_8);
    assertThat(manifest).contains(from);
    entries.put("manifest.json", manifest.replace(from, to).getBytes(UTF_8));
    return BundleFixture.zip(entries);
  }

  @Test
  void open_manifestNotCanonical_isCorrupt() throws Exception {
    assertThat(openFailure(withManifest("\"version\":3", "\"version\": 3")))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("canonical");
    assertThat(openFailure(withManifest("\"version\":3", "\"version\":3, \"more\": 1")))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining("more");
    assertThat(openFailure(withManifest("\"version\":3", "\"version\":3, \"version\":3")))
        .isInstanceOf(CorruptBundleException.class);
  }

  @Test
  void open_otherFormat_isIncompatibleWhateverElseItHolds() throws Exception {
    Throwable failure =
        openFailure(withManifest("\"format\":1", "\"format\":7, \"unheard_of\": {}"));
    assertThat(failure)
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("Bundle format 7 is newer than this SDK reads (1 to 1)");
    assertThat(((IncompatibleBundleException) failure).reason()).isEqualTo(Reason.TOO_NEW);
  }

  @Test
  void open_schemaOfAnotherContract_isCorrupt() throws Exception {
    String digest = SampleMarket.contract().digest();
    assertThat(openFailure(withManifest(digest, digest.replace(digest.charAt(0), '0'))))
        .isInstanceOf(CorruptBundleException.class);
  }

  private Throwable openFailure(Requirements requirements) throws IOException {
    BundleContents contents = BundleFixture.contents(new byte[1], BundleFixture.golden(1, 1, 1, 1));
    return openFailure(
        BundleFixture.bytes(contents, Manifest.builder("sample", 1, 0, requirements)));
  }

  @Test
  void open_requirementsAtAndAboveTheBound_passAndFail() throws Exception {
    List<String> none = Collections.emptyList();
    assertThat(openFailure(Requirements.of("0.1.0", 8, 17, none))).isNull();
    for (Requirements above :
        Arrays.asList(
            Requirements.of("0.1.1", 7, 13, none),
            Requirements.of("0.1.0", 9, 13, none),
            Requirements.of("0.1.0", 7, 18, none),
            Requirements.of("0.1.0", 7, 13, Arrays.asList("com.microsoft:Gelu")))) {
      assertThat(openFailure(above))
          .isInstanceOf(IncompatibleBundleException.class)
          .hasMessageContaining("The bundle needs")
          .hasMessageContaining("update the SDK");
    }
  }

  @Test
  void open_expiryNowAndNext_failsAndPasses() throws Exception {
    BundleContents contents = BundleFixture.contents(new byte[1], BundleFixture.golden(1, 1, 1, 1));
    write(
        BundleFixture.bytes(contents, BundleFixture.manifest().expiresMillis(1_800_000_000_000L)));
    assertThat(
            BundleReader.read(file, BundleTrust.allowUnsignedForDevelopment(), 1_799_999_999_999L)
                .manifest()
                .expiresMillis())
        .isEqualTo(1_800_000_000_000L);
    assertThatThrownBy(
            () ->
                BundleReader.read(
                    file, BundleTrust.allowUnsignedForDevelopment(), 1_800_000_000_000L))
        .isInstanceOf(ExpiredBundleException.class)
        .hasMessageContaining("expired at 1800000000000 ms");
  }
}
