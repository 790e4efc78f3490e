package dev.shopfuse.sdk.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A running SHA-256. Not thread-safe; one per thread. */
public final class Sha256 {
  private final MessageDigest digest;

  /** Starts with no bytes. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This platform lacks SHA-256, which every JVM must have", e);
    }
  }

  /** Adds bytes. */
  public Sha256 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds a part of an array. */
  public Sha256 add(byte[] bytes, int from, int count) {
    digest.update(bytes, from, count);
    return this;
  }

  /** Adds the remaining bytes of a buffer; its position stays. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
    return this;
  }

  /** Adds a number as eight bytes, the highest first. */
  public Sha256 add(long number) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** Returns the digest as 64 hex digits and starts again. */
  public String hex() {
    return Hex.encode(digest.digest());
  }
}
