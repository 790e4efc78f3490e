package dev.shopfuse.sdk.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle whose signature is missing or by none of the pinned keys. Immutable. */
public final class UntrustedBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with what is wrong, and what revealed it, if anything did. */
  public UntrustedBundleException(String message, @Nullable Throwable cause) {
    super("bundle-untrusted", message, cause);
  }
}
