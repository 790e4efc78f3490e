package dev.shopfuse.sdk.channel;

/** A file that turns one bundle, known by its digest, into a release. Immutable. */
public final class Delta {
  private final String fromSha256;
  private final FileReference file;

  private Delta(String fromSha256, FileReference file) {
    this.fromSha256 = fromSha256;
    this.file = file;
  }

  /**
   * Returns a delta.
   *
   * @param fromSha256 the SHA-256 of the bundle it starts from, as 64 hex digits
   * @param file where the {@link DeltaPatch} is
   */
  public static Delta of(String fromSha256, FileReference file) {
    return new Delta(FileReference.checkSha256(fromSha256), file);
  }

  /** Returns the SHA-256 of the bundle it starts from. */
  public String fromSha256() {
    return fromSha256;
  }

  /** Returns where the {@link DeltaPatch} is. */
  public FileReference file() {
    return file;
  }
}
