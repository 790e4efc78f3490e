package dev.shopfuse.android.build;

import com.android.apksig.ApkSigner;
import com.android.apksig.apk.ApkFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.zip.ZipOutputStream;

/** Writes a package, aligns it and signs it. Immutable. */
final class ApkWriter {
  /** Devices with pages of 16 KB map libraries straight from the package. */
  static final int PAGE_BYTES = 16 * 1024;

  /** Android reads tables that are stored without copying them, four bytes at a time. */
  static final int WORD_BYTES = 4;

  private final DebugKey key;

  ApkWriter(DebugKey key) {
    this.key = key;
  }

  /** Writes a signed package; an earlier one is replaced only by a whole one. */
  void write(List<ApkEntry> entries, int minSdk, Path apk) {
    Path unsigned = apk.resolveSibling(apk.getFileName() + ".unsigned");
    Path part = apk.resolveSibling(apk.getFileName() + ".part");
    try {
      zip(entries, unsigned);
      sign(unsigned, minSdk, part);
      Files.move(part, apk, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + apk, e);
    } catch (ApkFormatException | GeneralSecurityException e) {
      throw new BuildException("Cannot sign %s: %s".formatted(apk, e), e);
    } finally {
      unsigned.toFile().delete();
      part.toFile().delete();
    }
  }

  private static void zip(List<ApkEntry> entries, Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (ApkEntry entry : entries) {
        zip.putNextEntry(entry.header());
        zip.write(entry.bytes());
        zip.closeEntry();
      }
    }
  }

  private void sign(Path unsigned, int minSdk, Path signed)
      throws IOException, ApkFormatException, GeneralSecurityException {
    new ApkSigner.Builder(List.of(key.signer()))
        .setInputApk(unsigned.toFile())
        .setOutputApk(signed.toFile())
        .setMinSdkVersion(minSdk)
        .setV1SigningEnabled(false)
        .setV2SigningEnabled(true)
        .setV3SigningEnabled(true)
        .setAlignmentPreserved(false)
        .setLibraryPageAlignmentBytes(PAGE_BYTES)
        .build()
        .sign();
  }
}
