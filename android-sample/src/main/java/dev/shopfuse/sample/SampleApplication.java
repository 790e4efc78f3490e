package dev.shopfuse.sample;

import android.app.Application;
import android.content.Context;
import java.io.IOException;

/** Wires the parts together, once a process. */
public class SampleApplication extends Application {
  /** What the log of the phone calls the app. */
  static final String TAG = "Shopfuse";

  private Worker worker;
  private Worker updateWorker;
  private Loaded<Marketplace> marketplace;
  private VisitDatabase visits;
  private Models models;
  private Updates updates;
  private Recommender recommender;

  @Override
  public void onCreate() {
    super.onCreate();
    worker = new Worker("shopfuse");
    updateWorker = new Worker("shopfuse-update");
    marketplace = new Loaded<>();
    visits = new VisitDatabase(this);
    models = new Models(this, appBundle());
    updates = new Updates(this, updateWorker, models::store, channelUrl());
    recommender = new Recommender(worker, visits, models, updates);
    worker.run(this::loadMarketplace);
    worker.run(() -> UpdateJobService.plan(this, channelUrl()));
  }

  /** Returns the model that comes with the app. */
  AppBundle appBundle() {
    return new AppBundle(this);
  }

  /** Returns where updates come from; empty if nowhere. */
  String channelUrl() {
    return getString(R.string.channel_url);
  }

  private void loadMarketplace() {
    try {
      Marketplace loaded = MarketplaceReader.read(getAssets());
      worker.tell(() -> marketplace.set(loaded));
    } catch (IOException e) {
      throw new IllegalStateException("The app's own tables cannot be read; install it again", e);
    }
  }

  /** Looks for a newer model in the background; then calls back and tells the screens. */
  Runnable checkForUpdate(Runnable done) {
    return updates.start(
        () -> {
          models.tryAgain();
          recommender.refresh();
          worker.tell(done);
        });
  }

  /** Returns whether a look for a newer model is under way. */
  boolean isCheckingForUpdate() {
    return updates.isLooking();
  }

  /** Android itself just ends the process; emulated ones are many in a row. */
  @Override
  public void onTerminate() {
    updateWorker.finish();
    worker.run(
        () -> {
          models.close();
          visits.close();
        });
    worker.finish();
    super.onTerminate();
  }

  static SampleApplication of(Context context) {
    return (SampleApplication) context.getApplicationContext();
  }

  Worker worker() {
    return worker;
  }

  Models models() {
    return models;
  }

  Worker updateWorker() {
    return updateWorker;
  }

  Recommender recommender() {
    return recommender;
  }

  Loaded<Marketplace> marketplace() {
    return marketplace;
  }
}
