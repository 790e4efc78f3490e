package dev.shopfuse.sdk.channel;

import dev.shopfuse.sdk.bundle.BundleTrust;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The keys a device has come to trust, from those the app pinned along the rotations it has seen.
 * Immutable.
 *
 * <p>News of the channel are accepted from keys in use only. Bundles are accepted from retired keys
 * too, since the channel names each by its digest, and a model installed before a rotation stays
 * good.
 */
public final class KeyChain {
  private final BundleTrust pinned;
  private final List<PublicKey> inUse;
  private final List<PublicKey> retired;
  private final List<KeyRotation> followed;

  private KeyChain(
      BundleTrust pinned,
      List<PublicKey> inUse,
      List<PublicKey> retired,
      List<KeyRotation> followed) {
    this.pinned = pinned;
    this.inUse = Collections.unmodifiableList(inUse);
    this.retired = Collections.unmodifiableList(retired);
    this.followed = Collections.unmodifiableList(followed);
  }

  /** Returns the chain that starts, and so far ends, at the pinned keys. */
  public static KeyChain of(BundleTrust pinned) {
    return new KeyChain(
        pinned,
        pinned.keys(),
        Collections.<PublicKey>emptyList(),
        Collections.<KeyRotation>emptyList());
  }

  /** Follows rotations, old to new. Those by a key that is not in use lead nowhere. */
  public KeyChain follow(List<KeyRotation> rotations) {
    List<PublicKey> nowInUse = new ArrayList<>(inUse);
    List<PublicKey> nowRetired = new ArrayList<>(retired);
    List<KeyRotation> nowFollowed = new ArrayList<>(followed);
    for (KeyRotation rotation : rotations) {
      PublicKey old = rotation.oldKey(nowInUse);
      if (old != null && !nowRetired.contains(rotation.newKey())) {
        nowInUse.remove(old);
        nowRetired.add(old);
        nowInUse.remove(rotation.newKey());
        nowInUse.add(rotation.newKey());
        nowFollowed.add(rotation);
      }
    }
    return new KeyChain(pinned, nowInUse, nowRetired, nowFollowed);
  }

  /** Returns the rotations that led here, old to new, without those that led nowhere. */
  public List<KeyRotation> followed() {
    return followed;
  }

  /** Returns the keys that news of the channel are accepted from. */
  public List<PublicKey> inUse() {
    return inUse;
  }

  /** Returns whose bundles are accepted. */
  public BundleTrust trust() {
    return pinned.and(inUse).and(retired);
  }

  boolean acceptsAnything() {
    return pinned.isUnsignedAllowed();
  }
}
