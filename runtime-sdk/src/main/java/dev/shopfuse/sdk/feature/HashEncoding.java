package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.Murmur3;
import dev.shopfuse.sdk.internal.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A row per hash bucket: row = 2 + MurmurHash3 (x86, 32 bits, seed 0, unsigned) of the UTF-8 bytes,
 * modulo the buckets. New words need no new model. Immutable.
 */
public final class HashEncoding extends IndexEncoding {
  /** The most buckets of one table. */
  public static final int MAX_BUCKETS = 1 << 26;

  static final String KEY = "hash";

  private final int buckets;

  private HashEncoding(int buckets) {
    this.buckets = buckets;
  }

  /**
   * Returns the encoding into so many buckets.
   *
   * @throws IllegalArgumentException unless buckets is from 1 to {@link #MAX_BUCKETS}
   */
  public static HashEncoding of(int buckets) {
    if (buckets < 1 || buckets > MAX_BUCKETS) {
      throw new IllegalArgumentException(
          "Hash encoding has " + buckets + " buckets; allowed are 1 to " + MAX_BUCKETS);
    }
    return new HashEncoding(buckets);
  }

  /** Returns the number of buckets. */
  public int buckets() {
    return buckets;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public int rows() {
    return RESERVED_ROWS + buckets;
  }

  @Override
  public int row(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return UNKNOWN_ROW;
    }
    long hash = Murmur3.hash32(Utf8.encode(raw), 0) & 0xffffffffL;
    return RESERVED_ROWS + (int) (hash % buckets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashEncoding && buckets == ((HashEncoding) other).buckets;
  }

  @Override
  public int hashCode() {
    return buckets;
  }
}
