package dev.shopfuse.cli;

import dev.shopfuse.sdk.bundle.BundleFormat;
import picocli.CommandLine.IVersionProvider;

/** Tells the version of the command, which is that of the SDK it contains. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"shopfuse " + BundleFormat.SDK_VERSION};
  }
}
