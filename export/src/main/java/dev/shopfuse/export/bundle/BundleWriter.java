package dev.shopfuse.export.bundle;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.StagedFile;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleSigner;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.ManifestBuilder;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a bundle so that it is there, proven, or not at all. Equal contents and manifests give
 * equal bytes, but for the signature.
 */
public final class BundleWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private BundleWriter() {}

  /**
   * Writes a bundle beside its name, opens it as a device does, golden vectors included, and only
   * then gives it its name.
   *
   * @param key the key that signs the bundle, if it is to be signed
   * @param onnxFile where the bare graph goes as well, if anywhere
   * @param onnx the bytes of the bare graph
   * @return the manifest, as a device reads it
   * @throws ExportException if the SDK refuses the bundle; an earlier file is still there
   * @throws IOException if a file cannot be written; an earlier file is still there
   */
  public static Manifest write(
      Path bundleFile,
      BundleContents contents,
      ManifestBuilder manifest,
      Optional<SigningKey> key,
      Optional<Path> onnxFile,
      byte[] onnx)
      throws IOException {
    try (StagedFile bundle =
        StagedFile.write(bundleFile, out -> write(contents, manifest, key, out))) {
      Manifest proven = prove(bundle.path(), trust(key));
      if (onnxFile.isPresent()) {
        writeBytes(onnxFile.get(), onnx);
      }
      bundle.commit();
      return proven;
    }
  }

  /** Signs a bundle in place. */
  public static void sign(Path bundleFile, SigningKey key) throws IOException {
    replace(bundleFile, trust(Optional.of(key)), out -> signInto(bundleFile, key, out));
  }

  /** Puts a signature that was made elsewhere into a bundle, whoever made it. */
  public static void attach(Path bundleFile, Path signatureFile) throws IOException {
    String signature = Files.readString(signatureFile);
    replace(
        bundleFile,
        BundleTrust.allowUnsignedForDevelopment(),
        out -> attachInto(bundleFile, signature, out));
  }

  private static void replace(Path bundleFile, BundleTrust trust, StagedFile.Writer writer)
      throws IOException {
    try (StagedFile signed = StagedFile.write(bundleFile, writer)) {
      prove(signed.path(), trust);
      signed.commit();
    }
  }

  private static void signInto(Path bundleFile, SigningKey key, OutputStream out)
      throws IOException {
    try {
      BundleSigner.sign(bundleFile.toFile(), key, out);
    } catch (BundleException e) {
      throw new ExportException("There is nothing to sign: " + e.getMessage(), e);
    }
  }

  private static void attachInto(Path bundleFile, String signature, OutputStream out)
      throws IOException {
    try {
      BundleSigner.attach(bundleFile.toFile(), signature, out);
    } catch (BundleException e) {
      throw new ExportException("There is nothing to sign: " + e.getMessage(), e);
    }
  }

  private static void write(
      BundleContents contents, ManifestBuilder manifest, Optional<SigningKey> key, OutputStream out)
      throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    if (key.isPresent()) {
      contents.write(buffered, manifest, key.get());
    } else {
      contents.write(buffered, manifest);
    }
    buffered.flush();
  }

  private static BundleTrust trust(Optional<SigningKey> key) {
    return key.map(each -> BundleTrust.pinned(each.publicKey()))
        .orElseGet(BundleTrust::allowUnsignedForDevelopment);
  }

  private static Manifest prove(Path bundle, BundleTrust trust) throws IOException {
    try (ShopRanker ranker = ShopRanker.open(bundle.toFile(), trust)) {
      return ranker.manifest();
    } catch (BundleException | RankingException e) {
      throw new ExportException(
          "The SDK refuses the bundle that was to be written: " + e.getMessage(), e);
    }
  }

  private static void writeBytes(Path file, byte[] bytes) throws IOException {
    try (StagedFile staged = StagedFile.write(file, out -> out.write(bytes))) {
      staged.commit();
    }
  }
}
