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

  private KeyChain(BundleTrust pinned, List<PublicKey> inUse, List<PublicKey> retired) {
    this.pinned = pinned;
    this.inUse = Collections.unmodifiableList(inUse);
    this.retired = Collections.unmodifiableList(retired);
  }

  /** Returns the chain that starts, and so far ends, at the pinned keys. */
  public static KeyChain of(BundleTrust pinned) {
    return new KeyChain(pinned, new ArrayList<>(pinned.keys()), Collections.<PublicKey>emptyList());
  }

  /** Follows rotations, old to new. Those by a key that is not in use lead nowhere. */
  public KeyChain follow(List<KeyRotation> rotations) {
    List<PublicKey> nowInUse = new ArrayList<>(inUse);
    List<PublicKey> nowRetired = new ArrayList<>(retired);
    for (KeyRotation rotation : rotations) {
      PublicKey old = rotation.oldKey(nowInUse);
      if (old != null && !nowRetired.contains(rotation.newKey())) {
        nowInUse.remove(old);
        nowRetired.add(old);
        nowInUse.remove(rotation.newKey());
        nowInUse.add(rotation.newKey());
      }
    }
    return new KeyChain(pinned, nowInUse, nowRetired);
  }

  /** Returns those of the rotations that lead on from here, old to new. */
  public List<KeyRotation> leading(List<KeyRotation> rotations) {
    List<KeyRotation> leading = new ArrayList<>();
    KeyChain here = this;
    for (KeyRotation rotation : rotations) {
      KeyChain next = here.follow(Collections.singletonList(rotation));
      if (next.retired.size() > here.retired.size()) {
        leading.add(rotation);
      }
      here = next;
    }
    return leading;
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
