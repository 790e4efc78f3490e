package dev.shopfuse.sdk.channel;

import dev.shopfuse.sdk.bundle.BundleFormat;

/** A file of a channel: where it is and, so that nothing else is taken for it, what it is. */
public final class FileReference {
  private static final int MAX_URL_LENGTH = 2_000;

  private final String url;
  private final long bytes;
  private final String sha256;

  private FileReference(String url, long bytes, String sha256) {
    this.url = url;
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /**
   * Returns a reference.
   *
   * @param url absolute, or relative to that of {@code channel.json}
   * @param bytes the size of the file
   * @param sha256 the SHA-256 of the file as 64 hex digits
   */
  public static FileReference of(String url, long bytes, String sha256) {
    if (url.isEmpty() || url.length() > MAX_URL_LENGTH) {
      throw new IllegalArgumentException(
          "A URL has " + url.length() + " characters; allowed are 1 to " + MAX_URL_LENGTH);
    }
    if (bytes < 1 || bytes > BundleFormat.MAX_BUNDLE_BYTES) {
      throw new IllegalArgumentException(
          "The file "
              + url
              + " has "
              + bytes
              + " bytes; allowed are 1 to "
              + BundleFormat.MAX_BUNDLE_BYTES);
    }
    return new FileReference(url, bytes, checkSha256(sha256));
  }

  static String checkSha256(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "A SHA-256 is \"" + digest + "\", expected 64 hex digits in lower case");
    }
    return digest;
  }

  /** Returns the URL, absolute or relative to that of {@code channel.json}. */
  public String url() {
    return url;
  }

  /** Returns the size of the file. */
  public long bytes() {
    return bytes;
  }

  /** Returns the SHA-256 of the file as 64 hex digits. */
  public String sha256() {
    return sha256;
  }
}
