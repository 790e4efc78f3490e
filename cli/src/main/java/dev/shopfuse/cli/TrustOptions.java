package dev.shopfuse.cli;

import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --public-key} option of commands that read a local bundle. */
final class TrustOptions {
  @Option(
      names = "--public-key",
      paramLabel = "PEM",
      description = {
        "Accept only a bundle signed by this key, as a device does.",
        "Without it a local file is taken as it is, signed or not."
      })
  private @Nullable Path publicKey;

  /** Returns whose bundles are accepted: a local file is its owner's business. */
  BundleTrust trust() throws IOException {
    return publicKey == null ? BundleTrust.allowUnsignedForDevelopment() : pinned(publicKey);
  }

  /** Returns the text of the keys, for a job that opens the bundle elsewhere; empty for none. */
  String pem() throws IOException {
    if (publicKey == null) {
      return "";
    }
    pinned(publicKey);
    return TextFile.read(publicKey);
  }

  /** Reads the public keys of a file. */
  static BundleTrust pinned(Path pem) throws IOException {
    try {
      return BundleTrust.pinnedPem(TextFile.read(pem));
    } catch (IllegalArgumentException e) {
      throw new InputException(pem + ": " + e.getMessage(), e);
    }
  }
}
