package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.internal.Utf8;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives a bundle another signature; everything else in it stays, byte by byte. Thread-safe. For
 * those who publish: to sign what was exported unsigned, to change the key, or to put in a
 * signature that was made elsewhere, such as by {@code model_signing} with a key in hardware.
 */
public final class BundleSigner {
  private BundleSigner() {}

  /**
   * Writes a copy of a bundle, signed by a key; the stream stays open.
   *
   * @throws BundleException if the file is no sound bundle
   */
  public static void sign(File bundle, SigningKey key, OutputStream out)
      throws BundleException, IOException {
    Manifest manifest = Bundle.open(bundle, any()).manifest();
    write(bundle, ModelSignature.sign(manifest.name(), manifest.fileDigests(), key), out);
  }

  /**
   * Writes a copy of a bundle with the given {@code model.sig}; the stream stays open. Whether the
   * signature is right shows when the copy is opened.
   *
   * @throws BundleException if the file is no sound bundle
   */
  public static void attach(File bundle, String signature, OutputStream out)
      throws BundleException, IOException {
    Bundle.open(bundle, any());
    write(bundle, signature, out);
  }

  private static BundleTrust any() {
    return BundleTrust.allowUnsignedForDevelopment();
  }

  private static void write(File bundle, String signature, OutputStream out) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (RandomAccessFile file = new RandomAccessFile(bundle, "r")) {
      StoredZipReader zip = StoredZipReader.open(file);
      for (StoredZip.Entry entry : zip.entries()) {
        byte[] content = new byte[entry.size];
        zip.read(entry).get(content);
        entries.put(entry.name, content);
      }
    }
    entries.remove(BundleFormat.SIGNATURE);
    entries.put(BundleFormat.SIGNATURE, Utf8.encode(signature));
    BundleContents.writeZip(out, entries);
  }
}
