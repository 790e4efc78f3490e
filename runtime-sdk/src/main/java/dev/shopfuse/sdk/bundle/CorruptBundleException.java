package dev.shopfuse.sdk.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle that is damaged or no bundle at all; fetch it again. Immutable. */
public final class CorruptBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with what is wrong, and what revealed it, if anything did. */
  public CorruptBundleException(String message, @Nullable Throwable cause) {
    super("bundle-corrupt", message, cause);
  }
}
