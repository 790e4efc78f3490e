package dev.shopfuse.sample;

import android.content.Context;
import android.os.StrictMode;
import android.util.Log;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.store.LiveRanker;
import dev.shopfuse.sdk.store.ModelStore;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ranker open with the best model there is: the newest of the store, else the one before,
 * else the app's own. For the worker's thread alone, except {@link #store()} and {@link
 * #tryAgain()}. Slow.
 */
final class Models {
  private final AppBundle appBundle;
  private final Installed installed;
  private final AtomicBoolean untried = new AtomicBoolean(true);
  private @Nullable LiveRanker live;
  private @Nullable ShopRanker own;
  private ModelStatus opened = ModelStatus.missing(ModelProblem.STORAGE);

  Models(Context context, AppBundle appBundle) {
    this.appBundle = appBundle;
    this.installed = new Installed(context, appBundle);
  }

  /** Returns the store, which is thread-safe. */
  ModelStore store() {
    return installed.store();
  }

  /** Lets the next preparation try once more, should no model of the store be open. */
  void tryAgain() {
    untried.set(true);
  }

  /**
   * Opens the best model unless one is open, and returns what is in use now. What cannot be opened
   * is not tried again at each call: a model may be what ends the process.
   */
  ModelStatus prepare() {
    StrictMode.noteSlowCall("open the model");
    if (untried.getAndSet(false) && live == null) {
      long start = System.nanoTime();
      opened = open();
      opened = opened.after((System.nanoTime() - start) / 1e6);
    }
    return status();
  }

  private ModelStatus open() {
    Exception notInstalled = installed.installOwn();
    try {
      LiveRanker ranker = LiveRanker.follow(store());
      closeOwn();
      live = ranker;
      return installed.compare(ranker.call(ShopRanker::manifest));
    } catch (BundleException | IOException | RankingException e) {
      Log.w(SampleApplication.TAG, "No model of the store can be used", e);
      return own == null ? openOwn(notInstalled, e) : opened;
    }
  }

  /**
   * Opens the app's own model outside a store that cannot be used; but none that was given up,
   * since nobody would count how often it ends the process.
   */
  private ModelStatus openOwn(@Nullable Exception notInstalled, Exception notOpened) {
    Exception reason = notInstalled == null ? notOpened : notInstalled;
    if (notInstalled instanceof BundleException
        || notOpened instanceof IncompatibleBundleException) {
      return ModelStatus.missing(ModelProblem.of(reason));
    }
    try {
      File file = appBundle.copy();
      try {
        own = ShopRanker.open(Bundle.open(file, appBundle.trust()));
      } finally {
        file.delete();
      }
      Manifest manifest = own.manifest();
      return ModelStatus.inUse(manifest.name(), manifest.version(), true).insteadOfStore();
    } catch (BundleException | IOException | RankingException e) {
      Log.w(SampleApplication.TAG, "The app's own model cannot be used either", e);
      return ModelStatus.missing(ModelProblem.of(reason));
    }
  }

  /**
   * Gives up the model in use, which fails while it ranks: the one before comes into use, or none.
   */
  void giveUp(RankingException reason) {
    Log.w(SampleApplication.TAG, "The model in use fails", reason);
    if (live == null || !goBack()) {
      close();
      opened = ModelStatus.missing(ModelProblem.of(reason));
    }
  }

  private boolean goBack() {
    try {
      store().rollback(); // The ranker follows.
      return true;
    } catch (BundleException | IOException e) {
      Log.w(SampleApplication.TAG, "There is no model to go back to", e);
      return false;
    }
  }

  /** Returns what is in use now: another model may have come since it was opened. */
  ModelStatus status() {
    if (live != null) {
      Manifest manifest = live.call(ShopRanker::manifest);
      if (manifest.version() != opened.version()) {
        opened = installed.compare(manifest).after(opened.openMillis());
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
