package dev.shopfuse.sample;

import android.app.Application;
import android.content.Context;
import java.io.IOException;

/** Wires the parts together, once a process. */
public final class SampleApplication extends Application {
  private final Worker worker = new Worker();
  private final Loaded<Marketplace> marketplace = new Loaded<>();
  private VisitDatabase visits;
  private Models models;
  private Recommender recommender;

  @Override
  public void onCreate() {
    super.onCreate();
    visits = new VisitDatabase(this);
    models = new Models(this);
    recommender = new Recommender(worker, visits, models);
    worker.run(this::loadMarketplace);
  }

  /** Android itself just ends the process; emulated ones are many in a row. */
  @Override
  public void onTerminate() {
    worker.run(
        () -> {
          models.close();
          visits.close();
        });
    worker.finish();
    super.onTerminate();
  }

  private void loadMarketplace() {
    try {
      Marketplace loaded = MarketplaceReader.read(getAssets());
      worker.tell(() -> marketplace.set(loaded));
    } catch (IOException e) {
      throw new IllegalStateException("The app's own tables cannot be read; install it again", e);
    }
  }

  static SampleApplication of(Context context) {
    return (SampleApplication) context.getApplicationContext();
  }

  Worker worker() {
    return worker;
  }

  Recommender recommender() {
    return recommender;
  }

  Loaded<Marketplace> marketplace() {
    return marketplace;
  }
}
