package dev.shopfuse.sdk.bundle;

/**
 * A bundle, or news of one, that is older than what this device has seen: somebody serves old files
 * as new ones. Immutable.
 */
public final class OutdatedBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with what is outdated. */
  public OutdatedBundleException(String message) {
    super("bundle-outdated", message, null);
  }
}
