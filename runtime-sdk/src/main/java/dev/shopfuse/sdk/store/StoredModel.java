package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleSource;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * One model of a store, to be given to {@code ShopRanker.open}. Thread-safe. It holds no resource;
 * its file goes when the store has moved on by two versions.
 */
public final class StoredModel implements BundleSource {
  private final ModelStore store;
  private final StoreState.ModelRecord record;
  private final LoadGuard guard;

  StoredModel(ModelStore store, StoreState.ModelRecord record) {
    this.store = store;
    this.record = record;
    this.guard = new LoadGuard(store.files(), record.sha256);
  }

  /** Returns the version of the model. */
  public long version() {
    return record.version;
  }

  /** Returns the SHA-256 of the bundle as 64 hex digits. */
  public String sha256() {
    return record.sha256;
  }

  /** Returns the size of the bundle. */
  public long bytes() {
    return record.bytes;
  }

  /** Returns the bundle's file, to be read only. */
  public File file() {
    return store.files().model(record.sha256);
  }

  @Override
  public Bundle open() throws BundleException, IOException {
    try {
      return Bundle.open(file(), store.trust());
    } catch (FileNotFoundException e) {
      throw new CorruptBundleException(
          "The store lacks the file " + file() + "; install the model again", e);
    }
  }

  @Override
  public void loading() throws IOException {
    guard.loading();
  }

  @Override
  public void survived() {
    guard.survived();
  }

  @Override
  public void refused(BundleException reason) {
    store.giveUp(record.sha256, reason);
  }

  LoadGuard guard() {
    return guard;
  }

  @Override
  public String toString() {
    return "version " + record.version + " (" + record.sha256.substring(0, 12) + ")";
  }
}
