package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.internal.P256;
import dev.shopfuse.sdk.sign.PublicKeys;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Whose bundles are accepted: those signed by one of the pinned keys. Immutable.
 *
 * <p>Pin the key in use, and the next one if it is known already: then the keys can change without
 * an update of the app.
 */
public final class BundleTrust {
  private final List<PublicKey> keys;
  private final boolean unsignedAllowed;

  private BundleTrust(Collection<PublicKey> keys, boolean unsignedAllowed) {
    this.keys = Collections.unmodifiableList(new ArrayList<>(keys));
    this.unsignedAllowed = unsignedAllowed;
  }

  /**
   * Accepts what one of these keys has signed.
   *
   * @throws IllegalArgumentException if there is no key, or one is not ECDSA over P-256
   */
  public static BundleTrust pinned(Collection<PublicKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("There is no key to pin; give a public key");
    }
    for (PublicKey key : keys) {
      P256.check(key);
    }
    return new BundleTrust(keys, false);
  }

  /** Accepts what one of these keys has signed. */
  public static BundleTrust pinned(PublicKey... keys) {
    return pinned(Arrays.asList(keys));
  }

  /** Accepts what one of the keys in this PEM text has signed. */
  public static BundleTrust pinnedPem(String pem) {
    return pinned(PublicKeys.parse(pem));
  }

  /**
   * Accepts any bundle, unsigned or signed by anybody: whoever can change the file decides what the
   * app ranks. For development and for files that never leave the machine that made them.
   */
  public static BundleTrust allowUnsignedForDevelopment() {
    return new BundleTrust(Collections.<PublicKey>emptyList(), true);
  }

  /** Returns the pinned keys; none if anything is accepted. */
  public List<PublicKey> keys() {
    return keys;
  }

  /** Returns whether any bundle is accepted. */
  public boolean isUnsignedAllowed() {
    return unsignedAllowed;
  }

  /** Returns a trust that accepts these keys too, if this one looks at keys at all. */
  public BundleTrust and(Collection<PublicKey> more) {
    List<PublicKey> all = new ArrayList<>(keys);
    for (PublicKey key : more) {
      if (!all.contains(key)) {
        all.add(key);
      }
    }
    return unsignedAllowed ? this : new BundleTrust(all, false);
  }
}
