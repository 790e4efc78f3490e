package dev.shopfuse.sdk.bundle;

/** What a manifest says about one entry of its bundle. Immutable. */
public final class ManifestEntry {
  private final String name;
  private final long bytes;
  private final String sha256;

  ManifestEntry(String name, long bytes, String sha256) {
    this.name = name;
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /** Returns the name of the entry. */
  public String name() {
    return name;
  }

  /** Returns its size in bytes. */
  public long bytes() {
    return bytes;
  }

  /** Returns its SHA-256 as 64 hex digits. */
  public String sha256() {
    return sha256;
  }
}
