package dev.shopfuse.export.bundle;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.StagedFile;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.ManifestBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a bundle so that it is there, proven, or not at all. Equal contents and manifests give
 * equal bytes.
 */
public final class BundleWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private BundleWriter() {}

  /**
   * Writes a bundle beside its name, opens it as a device does, golden vectors included, and only
   * then gives it its name.
   *
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
      Optional<Path> onnxFile,
      byte[] onnx)
      throws IOException {
    try (StagedFile bundle = StagedFile.write(bundleFile, out -> write(contents, manifest, out))) {
      Manifest proven = prove(bundle.path());
      if (onnxFile.isPresent()) {
        writeBytes(onnxFile.get(), onnx);
      }
      bundle.commit();
      return proven;
    }
  }

  private static void write(BundleContents contents, ManifestBuilder manifest, OutputStream out)
      throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    contents.write(buffered, manifest);
    buffered.flush();
  }

  private static Manifest prove(Path bundle) throws IOException {
    try (ShopRanker ranker = ShopRanker.open(bundle.toFile())) {
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
