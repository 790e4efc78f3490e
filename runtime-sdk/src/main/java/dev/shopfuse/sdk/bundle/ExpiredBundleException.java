package dev.shopfuse.sdk.bundle;

/** A bundle that may no longer be used; fetch a newer one, or set the clock. Immutable. */
public final class ExpiredBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final long expiresMillis;

  /** Creates the exception with the moment of expiry, in epoch milliseconds. */
  public ExpiredBundleException(String message, long expiresMillis) {
    super("bundle-expired", message, null);
    this.expiresMillis = expiresMillis;
  }

  /** Returns the moment of expiry in epoch milliseconds. */
  public long expiresMillis() {
    return expiresMillis;
  }
}
