package dev.shopfuse.sample;

import android.content.Context;
import android.os.StrictMode;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.OutdatedBundleException;
import dev.shopfuse.sdk.store.LiveRanker;
import dev.shopfuse.sdk.store.ModelStore;
import java.io.File;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ranker open with the best model there is: the newest of the store, else the one before,
 * else the app's own. For the worker's thread alone, except {@link #store()}. Slow.
 */
final class Models {
  private final Context context;
  private final ModelStore store;
  private final BundleTrust trust;
  private @Nullable LiveRanker live;
  private @Nullable ShopRanker own;
  private ModelStatus opened = ModelStatus.missing("not opened yet");
  private long appVersion;

  Models(Context context, BundleTrust trust) {
    this.context = context;
    this.trust = trust;
    // Not a part of backups: another phone proves a model for itself.
    File directory = new File(context.getNoBackupFilesDir(), "models");
    this.store = ModelStore.open(directory, trust, AppBundle.NAME);
  }

  /** Returns the store, which is thread-safe. */
  ModelStore store() {
    return store;
  }

  /** Opens the best model unless one is open, and returns what is in use now. */
  ModelStatus prepare() {
    StrictMode.noteSlowCall("open the model");
    if (live == null) {
      long start = System.nanoTime();
      try {
        opened = open();
      } catch (BundleException | IOException e) {
        opened = own == null ? openOwn(String.valueOf(e.getMessage())) : opened;
      }
      opened = opened.after((System.nanoTime() - start) / 1e6);
    }
    return status();
  }

  private ModelStatus open() throws BundleException, IOException {
    installOwn();
    long wanted = store.current().version();
    LiveRanker ranker = LiveRanker.follow(store);
    closeOwn();
    live = ranker;
    ModelStatus status = of(ranker.call(ShopRanker::manifest));
    return status.version() == wanted ? status : status.insteadOf("model " + wanted);
  }

  /** Installs the app's own model where it is the newest: at the first start, or with a new app. */
  private void installOwn() throws BundleException, IOException {
    File file = AppBundle.copy(context);
    try {
      appVersion = store.install(file).version();
    } catch (OutdatedBundleException e) {
      appVersion = 0; // An update is in use.
    } finally {
      file.delete();
    }
  }

  private ModelStatus openOwn(String problem) {
    try {
      File file = AppBundle.copy(context);
      ShopRanker ranker = ShopRanker.open(Bundle.open(file, trust));
      own = ranker;
      appVersion = ranker.manifest().version();
      return of(ranker.manifest()).insteadOf(problem);
    } catch (BundleException | IOException e) {
      return ModelStatus.missing(problem + "; " + e.getMessage());
    }
  }

  private ModelStatus of(Manifest manifest) {
    return ModelStatus.inUse(manifest.name(), manifest.version(), manifest.version() == appVersion);
  }

  /** Returns what is in use now: an update may have come since it was opened. */
  ModelStatus status() {
    if (live != null) {
      Manifest manifest = live.call(ShopRanker::manifest);
      if (manifest.version() != opened.version()) {
        opened = of(manifest).after(opened.openMillis());
      }
    }
    return opened;
  }

  /** Makes a call, or several that must see the same model. */
  <T> T call(Function<ShopRanker, T> work) {
    if (live != null) {
      return live.call(work);
    }
    if (own != null) {
      return work.apply(own);
    }
    throw new IllegalStateException("No model is open; call prepare first");
  }

  void close() {
    if (live != null) {
      live.close();
      live = null;
    }
    closeOwn();
  }

  private void closeOwn() {
    if (own != null) {
      own.close();
      own = null;
    }
  }
}
