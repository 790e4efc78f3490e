package dev.shopfuse.android.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages with the project's own debug key, whole and spoilt. */
class ApkTest {
  private static final AppVersion VERSION = new AppVersion(7, "1.2", 24, 35);

  /** Tools and key are made once: that is what takes long. */
  @TempDir static Path shared;

  @TempDir Path folder;

  private static Aapt2 aapt2() {
    return Aapt2.unpack(shared.resolve("tools"));
  }

  /** Writes an app without code: a manifest, one string, and a library that is no library. */
  private Path build(ApkEntry... more) throws IOException {
    AppFolders app = new AppFolders(folder);
    Files.createDirectories(app.res().resolve("values"));
    Files.createDirectories(app.assets());
    Files.createDirectories(app.generatedSources());
    Files.createDirectories(app.resources().getParent());
    Files.writeString(app.assets().resolve("a.shopfuse"), "stored ".repeat(100));
    Files.writeString(app.assets().resolve("a.txt"), "compressed ".repeat(100));
    Files.writeString(
        app.res().resolve("values/strings.xml"),
        "<resources><string name=\"app\">App</string></resources>");
    Files.writeString(
        app.manifest(),
        """
        <manifest xmlns:android="http://schemas.android.com/apk/res/android">
          <application android:label="@string/app" android:icon="@android:drawable/star_on">
            <activity android:name=".Main" android:exported="true">
              <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
              </intent-filter>
            </activity>
          </application>
        </manifest>
        """);
    aapt2().link(app, "com.example", VERSION);
    List<ApkEntry> entries = new ArrayList<>(ApkEntry.all(app.resources()));
    entries.addAll(List.of(more));
    Path apk = folder.resolve("app.apk");
    new ApkWriter(DebugKey.openOrCreate(shared.resolve("debug.keystore"))).write(entries, 24, apk);
    return apk;
  }

  private static ApkEntry library() {
    return ApkEntry.stored("lib/x86_64/libx.so", new byte[50_000]);
  }

  @Test
  void problems_packageAsBuilt_none() throws IOException {
    Path apk = build(library(), ApkEntry.stored("lib/x86_64/liby.so", new byte[10]));
    assertThat(ApkCheck.problems(apk)).isEmpty();
  }

  @Test
  void problems_compressedLibrary_isNamed() throws IOException {
    Path apk = build(ApkEntry.compressed("lib/x86_64/libx.so", new byte[50_000]));
    assertThat(ApkCheck.problems(apk)).singleElement().asString().contains("libx.so is compressed");
  }

  @Test
  void problems_compressedTableOrBundle_isNamed() throws IOException {
    Path apk = build(ApkEntry.compressed("assets/b.shopfuse", new byte[5_000]));
    assertThat(ApkCheck.problems(apk))
        .singleElement()
        .asString()
        .contains("b.shopfuse is compressed");
  }

  @Test
  void problems_storedBundles_areAligned() throws IOException {
    Path apk =
        build(
            ApkEntry.stored("assets/b.shopfuse", new byte[3]),
            ApkEntry.stored("assets/c.shopfuse", new byte[3]));
    assertThat(ApkCheck.problems(apk)).isEmpty();
  }

  @Test
  void engine_ofAnotherVersion_isNotFound() throws IOException {
    Files.writeString(folder.resolve("onnxruntime-android-1.2.3.aar"), "an archive");
    Files.writeString(folder.resolve("newer.aar"), "another archive");
    assertThat(OnnxRuntimeAar.find(folder, "1.2.3")).isPresent();
    assertThat(OnnxRuntimeAar.find(folder, "1.2.4")).isEmpty();
  }

  @Test
  void report_sizeAtAndBeyondItsLimit_passesAndFails() {
    BuildReport report = new BuildReport();
    report.addAtMost(100, "SDK dex", 100, "");
    assertThatThrownBy(() -> report.addAtMost(100, "SDK dex", 101, ""))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("SDK dex has 101 bytes, allowed are 100");
  }

  @Test
  void problems_byteChangedAfterSigning_isRefused() throws IOException {
    Path apk = build(library());
    byte[] bytes = Files.readAllBytes(apk);
    bytes[bytes.length / 3] ^= 1;
    Files.write(apk, bytes);
    assertThat(ApkCheck.problems(apk)).isNotEmpty();
  }

  @Test
  void problems_unsignedAndUnaligned_areNamed() throws IOException {
    build();
    assertThat(ApkCheck.problems(new AppFolders(folder).resources()))
        .anyMatch(problem -> problem.contains("scheme 2"))
        .anyMatch(problem -> problem.contains("scheme 3"));
  }

  @Test
  void layout_unalignedLibrary_isSeen() throws IOException {
    Path zip = folder.resolve("unaligned.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(library().header());
      out.write(library().bytes());
    }
    assertThat(ZipLayout.read(zip))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.compressed()).isFalse();
              assertThat(entry.dataOffset()).isGreaterThan(30).isLessThan(ApkWriter.PAGE_BYTES);
            });
  }

  @Test
  void link_assets_bundleIsStoredAndTextIsNot() throws IOException {
    Path apk = build();
    assertThat(ZipLayout.read(apk))
        .filteredOn(entry -> entry.name().startsWith("assets/"))
        .extracting(ZipLayout.Entry::name, ZipLayout.Entry::compressed)
        .containsExactlyInAnyOrder(tuple("assets/a.shopfuse", false), tuple("assets/a.txt", true));
  }

  @Test
  void badging_ofThePackage_namesWhatLaunchersRead() throws IOException {
    Path apk = build();
    String badging = aapt2().badging(apk);
    assertThat(ApkCheck.badgingProblems(badging, "com.example", VERSION)).isEmpty();
    assertThat(ApkCheck.badgingProblems(badging, "com.other", new AppVersion(7, "1.2", 23, 35)))
        .hasSize(3);
  }

  @Test
  void key_madeOnce_isKept() throws IOException {
    Path store = folder.resolve("key/debug.keystore");
    DebugKey.openOrCreate(store);
    byte[] made = Files.readAllBytes(store);
    DebugKey.openOrCreate(store);
    assertThat(Files.readAllBytes(store)).isEqualTo(made);
  }

  @Test
  void key_damaged_isRefusedWithARemedy() throws IOException {
    Path store = Files.writeString(folder.resolve("debug.keystore"), "no key store");
    assertThatThrownBy(() -> DebugKey.openOrCreate(store)).hasMessageContaining("delete it");
  }

  @Test
  void aapt2_unknownMachine_isRefusedWithARemedy() {
    assertThat(Aapt2.binaryFor("Linux", "amd64")).isEqualTo("prebuilt/linux/aapt2_64");
    assertThatThrownBy(() -> Aapt2.binaryFor("Linux", "aarch64"))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("build on");
  }
}
