package dev.shopfuse.sample;

import android.content.Context;
import android.content.SharedPreferences;
import android.util.Log;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.store.ModelStore;
import dev.shopfuse.sdk.store.ModelUpdater;
import dev.shopfuse.sdk.store.StorageException;
import dev.shopfuse.sdk.store.StoredModel;
import dev.shopfuse.sdk.store.UpdateResult;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Looks for newer models. Thread-safe. */
final class Updates {
  private final Worker worker;
  private final Supplier<ModelStore> store;
  private final String channelUrl;
  private final SharedPreferences kept;
  private final Set<Object> underWay = ConcurrentHashMap.newKeySet();

  /**
   * Makes it.
   *
   * @param worker its own: a slow network must not hold up the ranking
   * @param store called on the thread of the updates
   * @param channelUrl where the channel is; empty if there is none
   */
  Updates(Context context, Worker worker, Supplier<ModelStore> store, String channelUrl) {
    this.worker = worker;
    this.store = store;
    this.channelUrl = channelUrl;
    this.kept = context.getSharedPreferences("updates", Context.MODE_PRIVATE);
  }

  /** Returns how the last look ended. */
  UpdateStatus last() {
    return UpdateStatus.load(kept);
  }

  /** Returns whether a look is under way or waits for another one to end. */
  boolean isLooking() {
    return !underWay.isEmpty();
  }

  /**
   * Looks for a newer model and installs it.
   *
   * @param done called on the thread of the updates when it is over
   * @return run it to stop; what has arrived is kept
   */
  Runnable start(Runnable done) {
    Object look = new Object();
    underWay.add(look);
    Runnable stop =
        worker.run(
            () -> {
              try {
                look().save(kept);
              } finally {
                underWay.remove(look);
              }
              done.run();
            });
    return () -> {
      stop.run();
      underWay.remove(look); // It may not have begun.
    };
  }

  private UpdateStatus look() {
    if (channelUrl.isEmpty()) {
      return UpdateStatus.now(UpdateStatus.Outcome.NO_CHANNEL);
    }
    try {
      return status(ModelUpdater.of(store.get(), channelUrl).update());
    } catch (BundleException | RankingException e) {
      return failed(UpdateStatus.Outcome.REFUSED, e);
    } catch (StorageException e) {
      return failed(UpdateStatus.Outcome.NO_ROOM, e);
    } catch (IOException e) {
      return failed(UpdateStatus.Outcome.FAILED, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(UpdateStatus.Outcome.STOPPED, e);
    }
  }

  /** The user reads what it comes to; the developer reads the reason. */
  private static UpdateStatus failed(UpdateStatus.Outcome outcome, Exception reason) {
    Log.w(SampleApplication.TAG, "The look for a newer model ended: " + outcome, reason);
    return UpdateStatus.now(outcome);
  }

  private static UpdateStatus status(UpdateResult result) {
    switch (result.outcome()) {
      case INSTALLED:
        StoredModel model = result.model();
        return UpdateStatus.installedNow(model == null ? 0 : model.version());
      case UP_TO_DATE:
        return UpdateStatus.now(UpdateStatus.Outcome.CURRENT);
      case NOT_YET_ROLLED_OUT:
        return UpdateStatus.now(UpdateStatus.Outcome.NOT_YET);
      case SDK_TOO_OLD:
        return UpdateStatus.now(UpdateStatus.Outcome.APP_TOO_OLD);
      case GIVEN_UP:
        return UpdateStatus.now(UpdateStatus.Outcome.GIVEN_UP);
    }
    throw new IllegalStateException("There is no status for " + result);
  }
}
