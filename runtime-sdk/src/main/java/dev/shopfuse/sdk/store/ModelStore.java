package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.ExpiredBundleException;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.bundle.MissingBundleException;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.channel.ChannelMemory;
import dev.shopfuse.sdk.channel.KeyChain;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A directory with the model in use and the one before it.
 *
 * <p>Whenever the process is killed or the device loses power, the store opens with a model that
 * was good: a model comes into use by one rename, after it has been checked in full and has proven
 * its golden vectors on this device. A model that twice takes the process down while it is loaded
 * is given up for the previous one.
 *
 * <p>Thread-safe, and safe for several processes at once. It holds no resource between calls.
 *
 * <pre>{@code
 * ModelStore store = ModelStore.open(directory, BundleTrust.pinnedPem(pem));
 * if (store.isEmpty()) {
 *   store.install(bundleOfTheApp);
 * }
 * try (ShopRanker ranker = ShopRanker.open(store.current())) { ... }
 * }</pre>
 */
@SuppressWarnings("try") // A lock is held, not used.
public final class ModelStore {
  private final StoreDirectory files;
  private final BundleTrust pinned;
  private final @Nullable String expectedName;
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();

  private ModelStore(StoreDirectory files, BundleTrust pinned, @Nullable String expectedName) {
    this.files = files;
    this.pinned = pinned;
    this.expectedName = expectedName;
  }

  /**
   * Opens a store. The directory is made when the first model is installed, and the first model, or
   * the first channel accepted before it, decides which one the store is for.
   */
  public static ModelStore open(File directory, BundleTrust trust) {
    return new ModelStore(new StoreDirectory(directory), trust, null);
  }

  /** Opens a store for the model of this name alone. */
  public static ModelStore open(File directory, BundleTrust trust, String modelName) {
    return new ModelStore(new StoreDirectory(directory), trust, modelName);
  }

  /** Returns whether no model has been installed yet. */
  public boolean isEmpty() throws IOException {
    return files.readState().current == null;
  }

  /**
   * Returns the model in use. If loading it has ended the process twice, the previous model comes
   * into use, here and now.
   *
   * @throws MissingBundleException if the store is empty
   * @throws IncompatibleBundleException if loading has ended the process twice and there is no
   *     previous model; the next call gives it another try
   * @throws IOException if the store cannot be read
   */
  public StoredModel current() throws BundleException, IOException {
    StoreState state = files.readState();
    if (state.current == null) {
      throw new MissingBundleException(
          "The store " + files.root() + " is empty; install a bundle, or update from a channel");
    }
    StoredModel model = new StoredModel(this, state.current);
    if (model.guard().crashes() < LoadGuard.MOST_CRASHES) {
      return model;
    }
    if (state.previous != null) {
      giveUp(model.sha256(), false);
      return new StoredModel(this, state.previous);
    }
    model.guard().forgive();
    throw new IncompatibleBundleException(
        IncompatibleBundleException.Reason.ENGINE,
        "Loading the model "
            + model
            + " has ended the process "
            + LoadGuard.MOST_CRASHES
            + " times, and there is no previous one; install another",
        null);
  }

  /** Returns the model that was in use before, or null if there is none. */
  public @Nullable StoredModel previous() throws IOException {
    StoreState.ModelRecord record = files.readState().previous;
    return record == null ? null : new StoredModel(this, record);
  }

  /**
   * Opens a ranker with the model in use or, if that cannot be used, with the previous one.
   *
   * @throws BundleException if neither can be used: what is wrong with the first; the other reason
   *     is attached to it
   */
  public ShopRanker openRanker() throws BundleException, IOException {
    return openShared().ranker();
  }

  /** Opens what {@link #openRanker} does, and says which model that is. */
  SharedRanker openShared() throws BundleException, IOException {
    StoredModel model = current();
    StoredModel other = previous();
    try {
      return new SharedRanker(ShopRanker.open(model), model.sha256(), null);
    } catch (BundleException e) {
      if (other == null || other.sha256().equals(model.sha256())) {
        throw e;
      }
      try {
        String passedOver = staysInUse(e) ? model.sha256() : null;
        return new SharedRanker(ShopRanker.open(other), other.sha256(), passedOver);
      } catch (BundleException otherReason) {
        e.addSuppressed(otherReason);
        throw e;
      }
    }
  }

  /**
   * Checks a bundle, copies it, proves its golden vectors, and brings it into use. A bundle that is
   * in use already stays so; if its stored file has been damaged, the good one takes its place.
   *
   * @return the model in use
   * @throws BundleException if the bundle cannot be used, or is that of another model
   * @throws dev.shopfuse.sdk.bundle.OutdatedBundleException if it is older than the model in use
   * @throws StorageException if the store cannot be written; the model in use is untouched
   */
  public StoredModel install(File bundle) throws BundleException, IOException {
    DurableFiles.makeDirectory(files.root());
    StoredModel model;
    try (ProcessLock.Held lock = files.stateLock().takeUninterruptibly()) {
      model = new Installation(this).install(bundle);
    }
    tellFollowers();
    return model;
  }

  /** Brings a bundle into use that is complete under its part name, if it is what is expected. */
  StoredModel installPart(File part, String sha256, String name, long version)
      throws BundleException, IOException {
    StoredModel model;
    try (ProcessLock.Held lock = files.stateLock().takeUninterruptibly()) {
      model = new Installation(this).installPart(part, sha256, name, version);
    }
    tellFollowers();
    return model;
  }

  /**
   * Brings the previous model back into use. The present one is not tried again.
   *
   * @throws MissingBundleException if there is no previous model
   */
  public StoredModel rollback() throws BundleException, IOException {
    StoreState state = files.readState();
    if (state.current == null || state.previous == null) {
      throw new MissingBundleException(
          "The store " + files.root() + " has no previous model; install a bundle");
    }
    giveUp(state.current.sha256, false);
    tellFollowers();
    return current();
  }

  /** Deletes every model but the one in use and the one before, and what installations left. */
  public void prune() throws IOException {
    try (ProcessLock.Held lock = files.stateLock().takeUninterruptibly()) {
      new Installation(this).prune(files.readState());
    }
  }

  @Nullable StoredModel modelIn(StoreState state) {
    return state.current == null ? null : new StoredModel(this, state.current);
  }

  /** Whether a model was not given up for a reason: it has expired, or {@link #giveUp} failed. */
  private static boolean staysInUse(BundleException reason) {
    return reason instanceof ExpiredBundleException || reason.getSuppressed().length > 0;
  }

  /** Gives up a model for a reason, as far as the store can be written. */
  void giveUp(String sha256, BundleException reason) {
    if (reason instanceof ExpiredBundleException) {
      return;
    }
    try {
      // It was sound when it was installed.
      giveUp(sha256, reason instanceof CorruptBundleException);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Goes back to the previous model if this one is in use and there is a previous one. A model
   * whose file was damaged is not to blame, and may be installed again.
   */
  private void giveUp(String sha256, boolean damaged) throws IOException {
    try (ProcessLock.Held lock = files.stateLock().takeUninterruptibly()) {
      StoreState state = files.readState();
      boolean inUse = state.current != null && state.current.sha256.equals(sha256);
      if (inUse && state.previous != null) {
        files.writeState(damaged ? state.withdraw() : state.rollBack());
      }
    }
  }

  /** Returns whose bundles are accepted: the pinned keys, and those they were handed over to. */
  BundleTrust trust() throws IOException {
    return keys().trust();
  }

  KeyChain keys() throws IOException {
    ChannelMemory seen = files.readState().seen;
    KeyChain keys = KeyChain.of(pinned);
    return seen == null ? keys : keys.follow(seen.rotations());
  }

  /** Keeps what a channel brought that has been accepted; whoever calls holds the update lock. */
  void remember(String name, ChannelMemory accepted) throws IOException {
    try (ProcessLock.Held lock = files.stateLock().takeUninterruptibly()) {
      files.writeState(files.readState().remember(name, accepted));
    }
  }

  StoreDirectory files() {
    return files;
  }

  /** Checks that a bundle or a channel is that of the model this store is for. */
  void requireName(String what, String name, StoreState state) throws UntrustedBundleException {
    String wanted = expectedName == null ? state.name : expectedName;
    if (wanted != null && !name.equals(wanted)) {
      throw new UntrustedBundleException(
          "The "
              + what
              + " is that of "
              + name
              + ", this store is for "
              + wanted
              + "; to change that, open it by name",
          null);
    }
  }

  /** Calls a follower after another model has come into use through this object. */
  void follow(Runnable follower) {
    followers.add(follower);
  }

  void unfollow(Runnable follower) {
    followers.remove(follower);
  }

  /** Called without any lock of the store: a follower takes its own, and those of the store. */
  private void tellFollowers() {
    followers.forEach(Runnable::run);
  }
}
