package dev.shopfuse.sdk.bundle;

import org.jspecify.annotations.Nullable;

/**
 * A bundle that cannot be used; the file was readable, but its content is not acceptable.
 * Immutable.
 *
 * <p>The kinds: {@link CorruptBundleException}, {@link IncompatibleBundleException}, {@link
 * UntrustedBundleException}, {@link ExpiredBundleException}.
 */
public abstract class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  BundleException(String anchor, String message, @Nullable Throwable cause) {
    super(message + " (troubleshooting: " + anchor + ")", cause);
  }
}
