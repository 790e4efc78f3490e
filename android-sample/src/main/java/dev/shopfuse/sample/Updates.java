package dev.shopfuse.sample;

import android.content.Context;
import android.content.SharedPreferences;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.store.ModelStore;
import dev.shopfuse.sdk.store.ModelUpdater;
import dev.shopfuse.sdk.store.UpdateResult;
import java.io.IOException;

/** Looks for newer models. Thread-safe. */
final class Updates {
  private final Worker worker;
  private final ModelStore store;
  private final String channelUrl;
  private final SharedPreferences kept;

  /**
   * Makes it.
   *
   * @param worker its own: a slow network must not hold up the ranking
   * @param channelUrl where the channel is; empty if there is none
   */
  Updates(Context context, Worker worker, ModelStore store, String channelUrl) {
    this.worker = worker;
    this.store = store;
    this.channelUrl = channelUrl;
    this.kept = context.getSharedPreferences("updates", Context.MODE_PRIVATE);
  }

  /** Returns how the last look ended. */
  UpdateStatus last() {
    return UpdateStatus.load(kept);
  }

  /**
   * Looks for a newer model and installs it.
   *
   * @param done called on the thread of the updates when it is over
   * @return run it to stop; what has arrived is kept
   */
  Runnable start(Runnable done) {
    return worker.run(
        () -> {
          look().save(kept);
          done.run();
        });
  }

  private UpdateStatus look() {
    if (channelUrl.isEmpty()) {
      return UpdateStatus.now(UpdateStatus.Outcome.NO_CHANNEL, "");
    }
    try {
      UpdateResult result = ModelUpdater.of(store, channelUrl).update();
      boolean installed = result.outcome() == UpdateResult.Outcome.INSTALLED;
      return UpdateStatus.now(
          installed ? UpdateStatus.Outcome.INSTALLED : UpdateStatus.Outcome.CURRENT, "");
    } catch (BundleException e) {
      return UpdateStatus.now(UpdateStatus.Outcome.REFUSED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return UpdateStatus.now(UpdateStatus.Outcome.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UpdateStatus.now(UpdateStatus.Outcome.FAILED, "stopped by Android");
    }
  }
}
