package dev.shopfuse.sdk.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A running SHA-256. Small parts are gathered: a call of the platform's digest costs more than they
 * do. Not thread-safe; one per thread.
 */
public final class Sha256 {
  private final MessageDigest digest;
  private final byte[] gathered = new byte[1 << 12];
  private int count;

  /** Starts with no bytes. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("No SHA-256", e);
    }
  }

  /** Adds bytes. */
  public Sha256 add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  /** Adds a part of an array. */
  public Sha256 add(byte[] bytes, int from, int length) {
    makeRoom(length);
    if (length > gathered.length) {
      digest.update(bytes, from, length);
    } else {
      System.arraycopy(bytes, from, gathered, count, length);
      count += length;
    }
    return this;
  }

  /** Adds the remaining bytes of a buffer; its position stays. */
  public Sha256 add(ByteBuffer bytes) {
    makeRoom(gathered.length);
    digest.update(bytes.duplicate());
    return this;
  }

  /** Adds a number as eight bytes, the highest first. */
  public Sha256 add(long number) {
    makeRoom(Long.BYTES);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      gathered[count++] = (byte) (number >>> shift);
    }
    return this;
  }

  private void makeRoom(int length) {
    if (length > gathered.length - count) {
      digest.update(gathered, 0, count);
      count = 0;
    }
  }

  /** Returns the digest as 64 hex digits and starts again. */
  public String hex() {
    digest.update(gathered, 0, count);
    count = 0;
    return Hex.encode(digest.digest());
  }
}
