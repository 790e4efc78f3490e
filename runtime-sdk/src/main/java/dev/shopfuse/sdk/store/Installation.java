package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.OutdatedBundleException;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.internal.Sha256;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brings a bundle into use, step by step. Whoever makes one holds the store's state lock. */
final class Installation {
  private static final int CHUNK_BYTES = 1 << 16;

  private final ModelStore store;
  private final StoreDirectory files;

  Installation(ModelStore store) {
    this.store = store;
    this.files = store.files();
  }

  StoredModel install(File bundle) throws BundleException, IOException {
    File part = files.copy();
    try {
      String sha256 = copy(bundle, part);
      return bringIntoUse(part, sha256, null);
    } finally {
      DurableFiles.delete(part);
    }
  }

  StoredModel installPart(File part, String sha256, String name, long version)
      throws BundleException, IOException {
    return bringIntoUse(part, sha256, new Expected(name, version));
  }

  private StoredModel bringIntoUse(File part, String sha256, @Nullable Expected expected)
      throws BundleException, IOException {
    StoreState state = files.readState();
    StoredModel model = new StoredModel(store, record(sha256, 1, part.length()));
    if (state.current != null && state.current.sha256.equals(sha256)) {
      if (isDamaged(files.model(sha256), sha256)) {
        replace(part, sha256);
      }
      return new StoredModel(store, state.current);
    }
    requireUntried(state, model);
    replace(part, sha256);
    boolean proven = false;
    try {
      Manifest manifest = prove(model, state, expected);
      proven = true;
      StoreState.ModelRecord record = record(sha256, manifest.version(), model.bytes());
      StoreState next = state.install(manifest.name(), record);
      files.writeState(next);
      prune(next);
      return new StoredModel(store, record);
    } finally {
      // The file may be the previous model, which an app brings along and installs at every start.
      if (!proven && !state.holds(sha256)) {
        DurableFiles.delete(files.model(sha256));
      }
    }
  }

  /** Only the bytes are looked at: an app may install what is in use at every start. */
  static boolean isDamaged(File stored, String sha256) throws IOException {
    if (!stored.isFile()) {
      return true;
    }
    Sha256 digest = new Sha256();
    DurableFiles.addTo(digest, stored);
    return !digest.hex().equals(sha256);
  }

  private void replace(File part, String sha256) throws IOException {
    DurableFiles.makeDirectory(files.modelDirectory(sha256));
    DurableFiles.rename(part, files.model(sha256));
  }

  private static StoreState.ModelRecord record(String sha256, long version, long bytes) {
    return new StoreState.ModelRecord(sha256, version, bytes);
  }

  private void requireUntried(StoreState state, StoredModel model)
      throws BundleException, IOException {
    boolean crashes = model.guard().crashes() >= LoadGuard.MOST_CRASHES;
    if (crashes || state.refused.contains(model.sha256())) {
      if (crashes) {
        files.writeState(state.refuse(model.sha256()));
      }
      throw new IncompatibleBundleException(
          IncompatibleBundleException.Reason.ENGINE,
          "The model "
              + model.sha256()
              + " was tried on this device and given up; install another one",
          null);
    }
  }

  private Manifest prove(StoredModel model, StoreState state, @Nullable Expected expected)
      throws BundleException, IOException {
    Bundle bundle = model.open();
    Manifest manifest = bundle.manifest();
    if (expected != null) {
      expected.check(manifest);
    }
    store.requireName("bundle", manifest.name(), state);
    if (state.current != null && manifest.version() <= state.current.version) {
      throw new OutdatedBundleException(
          "The bundle has version "
              + manifest.version()
              + ", the model in use has "
              + state.current.version
              + "; install a newer one");
    }
    model.loading();
    try {
      ShopRanker.open(bundle).close();
    } catch (BundleException e) {
      // The bundle is in memory and sound: it would fail again each time the channel brings it.
      if (expected != null) {
        refuse(model.sha256(), state, e);
      }
      throw e;
    } finally {
      model.survived();
    }
    return manifest;
  }

  private void refuse(String sha256, StoreState state, BundleException reason) {
    try {
      files.writeState(state.refuse(sha256));
    } catch (StorageException e) {
      reason.addSuppressed(e);
    }
  }

  /** Copies a file and returns its SHA-256. */
  private static String copy(File from, File to) throws BundleException, IOException {
    Sha256 digest = new Sha256();
    long copied = 0;
    try (FileInputStream in = new FileInputStream(from);
        StoreOutput out = StoreOutput.open(to, false, digest)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        copied += count;
        if (copied > BundleFormat.MAX_BUNDLE_BYTES) {
          throw new CorruptBundleException(
              from + " has more than " + BundleFormat.MAX_BUNDLE_BYTES + " bytes; it is no bundle",
              null);
        }
        out.write(chunk, 0, count);
      }
      out.sync();
    }
    return digest.hex();
  }

  void prune(StoreState state) {
    File[] models = files.models().listFiles();
    if (models != null) {
      for (File model : models) {
        if (!state.holds(model.getName())) {
          DurableFiles.delete(model);
        }
      }
    }
    DurableFiles.delete(files.copy());
  }

  /** What the channel says of a bundle that came through it. */
  private static final class Expected {
    private final String name;
    private final long version;

    Expected(String name, long version) {
      this.name = name;
      this.version = version;
    }

    void check(Manifest manifest) throws UntrustedBundleException {
      if (!manifest.name().equals(name) || manifest.version() != version) {
        throw new UntrustedBundleException(
            "The bundle is "
                + manifest.name()
                + " version "
                + manifest.version()
                + ", the channel announces "
                + name
                + " version "
                + version
                + "; publish it again",
            null);
      }
    }
  }
}
