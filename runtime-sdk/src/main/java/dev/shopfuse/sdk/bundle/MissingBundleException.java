package dev.shopfuse.sdk.bundle;

/** There is no bundle yet where one is kept; install one. Immutable. */
public final class MissingBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with what is missing. */
  public MissingBundleException(String message) {
    super("store-empty", message, null);
  }
}
