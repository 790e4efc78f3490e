package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says of itself: name, version, needs, and the digest of every other entry.
 * Immutable.
 *
 * <p>As JSON it has one canonical form, that of {@link #toJson()}; it holds no fractions, since
 * platforms print those differently.
 */
public final class Manifest {
  /** The expiry of a bundle that never expires. */
  public static final long NEVER = Long.MAX_VALUE;

  private final String name;
  private final long version;
  private final long createdMillis;
  private final long expiresMillis;
  private final String schema;
  private final List<String> tasks;
  private final Requirements requirements;
  private final List<ManifestEntry> entries;
  private final Map<String, String> provenance;

  Manifest(ManifestBuilder builder, String schema, List<ManifestEntry> entries) {
    this.name = builder.name;
    this.version = builder.version;
    this.createdMillis = builder.createdMillis;
    this.expiresMillis = builder.expiresMillis;
    this.schema = schema;
    this.tasks = Collections.unmodifiableList(new ArrayList<>(builder.tasks));
    this.requirements = builder.requirements;
    this.entries = Collections.unmodifiableList(new ArrayList<>(entries));
    this.provenance = Collections.unmodifiableMap(new TreeMap<>(builder.provenance));
  }

  /**
   * Returns a builder.
   *
   * @param name what the model is called, the same for all its versions
   * @param version a number above 0 that only grows
   * @param createdMillis when the model was exported, in epoch milliseconds
   * @param requirements what the model needs of the device
   */
  public static ManifestBuilder builder(
      String name, long version, long createdMillis, Requirements requirements) {
    return new ManifestBuilder(name, version, createdMillis, requirements);
  }

  /** Returns the manifest as JSON in its canonical form. */
  public String toJson() {
    return ManifestJson.write(this);
  }

  /** Returns what the model is called. */
  public String name() {
    return name;
  }

  /** Returns the version of the model, which only grows. */
  public long version() {
    return version;
  }

  /** Returns when the model was exported, in epoch milliseconds. */
  public long createdMillis() {
    return createdMillis;
  }

  /** Returns when the bundle expires, in epoch milliseconds; {@link #NEVER} if it does not. */
  public long expiresMillis() {
    return expiresMillis;
  }

  /** Returns the digest of the feature contract. */
  public String schema() {
    return schema;
  }

  /** Returns what the model predicts: its outputs. */
  public List<String> tasks() {
    return tasks;
  }

  /** Returns what the model needs of the device. */
  public Requirements requirements() {
    return requirements;
  }

  /** Returns all entries of the bundle but the manifest, in their order. */
  public List<ManifestEntry> entries() {
    return entries;
  }

  /** Returns the SHA-256 of every file that a signature covers, this manifest included, by name. */
  SortedMap<String, String> fileDigests() {
    SortedMap<String, String> digests = new TreeMap<>();
    digests.put(BundleFormat.MANIFEST, new Sha256().add(Utf8.encode(toJson())).hex());
    for (ManifestEntry entry : entries) {
      digests.put(entry.name(), entry.sha256());
    }
    return digests;
  }

  /** Returns where the model comes from, such as seed and digest of the data, sorted by key. */
  public Map<String, String> provenance() {
    return provenance;
  }
}
