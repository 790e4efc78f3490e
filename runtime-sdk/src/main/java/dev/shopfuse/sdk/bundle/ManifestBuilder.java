package dev.shopfuse.sdk.bundle;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects what a {@link Manifest} says; {@link BundleContents#write} adds the digests. Not
 * thread-safe; one per thread.
 */
public final class ManifestBuilder {
  private static final int MAX_NAME_LENGTH = 128;

  final String name;
  final long version;
  final long createdMillis;
  final Requirements requirements;
  final Map<String, String> provenance = new TreeMap<>();
  List<String> tasks = Collections.unmodifiableList(Arrays.asList("item", "shop"));
  long expiresMillis = Manifest.NEVER;

  ManifestBuilder(String name, long version, long createdMillis, Requirements requirements) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "Bundle name has " + name.length() + " characters; allowed are 1 to " + MAX_NAME_LENGTH);
    }
    if (version < 1) {
      throw new IllegalArgumentException("Bundle version is " + version + "; it starts at 1");
    }
    if (createdMillis < 0) {
      throw new IllegalArgumentException(
          "Creation time is " + createdMillis + "; give milliseconds since 1970");
    }
    this.name = name;
    this.version = version;
    this.createdMillis = createdMillis;
    this.requirements = requirements;
  }

  /** Sets when the bundle expires, in epoch milliseconds; default: {@link Manifest#NEVER}. */
  public ManifestBuilder expiresMillis(long expiresMillis) {
    if (expiresMillis <= createdMillis) {
      throw new IllegalArgumentException(
          "Expiry " + expiresMillis + " is not after the creation at " + createdMillis);
    }
    this.expiresMillis = expiresMillis;
    return this;
  }

  /** Adds a fact about where the model comes from. */
  public ManifestBuilder provenance(String key, String value) {
    provenance.put(key, value);
    return this;
  }
}
