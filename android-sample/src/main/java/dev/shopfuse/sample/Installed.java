package dev.shopfuse.sample;

import android.content.Context;
import android.content.SharedPreferences;
import android.util.Log;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.OutdatedBundleException;
import dev.shopfuse.sdk.store.ModelStore;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store of models on this phone: what the app brings along is installed there, and the newest
 * version is remembered, to notice when an older one stands in. For the worker's thread alone,
 * except {@link #store()}. Slow.
 */
final class Installed {
  private static final String NEWEST = "newest_version";

  private final AppBundle appBundle;
  private final File directory;
  private final SharedPreferences kept;
  private @Nullable ModelStore store;
  private long appVersion;

  Installed(Context context, AppBundle appBundle) {
    this.appBundle = appBundle;
    // Not a part of backups: another phone proves a model for itself.
    this.directory = new File(context.getNoBackupFilesDir(), "models");
    this.kept = context.getSharedPreferences("models", Context.MODE_PRIVATE);
  }

  /** Returns the store, which is thread-safe. */
  synchronized ModelStore store() {
    if (store == null) {
      store = ModelStore.open(directory, appBundle.trust(), AppBundle.NAME);
    }
    return store;
  }

  /**
   * Installs the app's own model where it is the newest: at the first start, or with a new app.
   *
   * @return why it could not be installed; null if it was, or if a newer one is in use
   */
  @Nullable Exception installOwn() {
    File file = null;
    try {
      clearIfDamaged();
      file = appBundle.copy();
      appVersion = store().install(file).version();
      return null;
    } catch (OutdatedBundleException e) {
      readVersion(file);
      return null;
    } catch (BundleException | IOException | RankingException e) {
      Log.w(SampleApplication.TAG, "The app's own model cannot be installed", e);
      readVersion(file);
      return e;
    } finally {
      if (file != null) {
        file.delete();
      }
    }
  }

  /** A store that cannot tell what it holds is of no use: the models come again. */
  private void clearIfDamaged() {
    try {
      store().isEmpty();
    } catch (IOException e) {
      Log.w(SampleApplication.TAG, "The store is damaged and begins afresh", e);
      delete(directory);
    }
  }

  private static void delete(File file) {
    File[] children = file.listFiles();
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
    }
    file.delete();
  }

  /** Reads the version of the app's own model, without its getting near native code. */
  private void readVersion(@Nullable File file) {
    try {
      appVersion = file == null ? 0 : Bundle.open(file, appBundle.trust()).manifest().version();
    } catch (BundleException | IOException e) {
      appVersion = 0;
    }
  }

  /**
   * Returns the status of a model in use, compared with the newest that was in use here or came
   * with the app: also a model that ended the process leaves this trace.
   */
  ModelStatus compare(Manifest manifest) {
    long version = manifest.version();
    ModelStatus status = ModelStatus.inUse(manifest.name(), version, version == appVersion);
    long newest = Math.max(appVersion, kept.getLong(NEWEST, 0));
    if (version < newest) {
      return status.insteadOf(newest);
    }
    kept.edit().putLong(NEWEST, version).apply();
    return status;
  }
}
