package dev.shopfuse.sample;

import android.app.Activity;
import android.content.Intent;
import android.os.StrictMode;
import android.view.View;
import android.widget.ListView;
import android.widget.TextView;
import dev.shopfuse.sdk.Page;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.shadows.ShadowLooper;

/**
 * What the tests of the app share: the real app on Robolectric, with the real engine and database.
 * What the app marks as slow work ends a test at once if it is done on the main thread.
 */
@RunWith(RobolectricTestRunner.class)
public abstract class AppTest {
  @Before
  public final void watchMainThread() {
    StrictMode.setThreadPolicy(
        new StrictMode.ThreadPolicy.Builder().detectAll().penaltyDeath().build());
  }

  @After
  public final void stopWatching() {
    settle();
    StrictMode.setThreadPolicy(StrictMode.ThreadPolicy.LAX);
  }

  static SampleApplication app() {
    return (SampleApplication) RuntimeEnvironment.getApplication();
  }

  /** Starts an activity and lets everything it asked for happen. */
  static <A extends Activity> ActivityController<A> start(Class<A> activity) {
    ActivityController<A> controller = Robolectric.buildActivity(activity).setup();
    settle();
    return controller;
  }

  static <A extends Activity> ActivityController<A> start(Class<A> activity, String id) {
    ActivityController<A> controller =
        Robolectric.buildActivity(activity, new Intent().putExtra("id", id)).setup();
    settle();
    return controller;
  }

  /** Opens the pages of items, as a user does who comes back each time. */
  static void look(String... itemIds) {
    for (String id : itemIds) {
      start(ItemActivity.class, id).pause().stop().destroy();
    }
  }

  /** Waits until the worker and the main thread have nothing to do. */
  static void settle() {
    for (int round = 0; round < 3; round++) {
      on(app().updateWorker(), () -> 0);
      onWorker(() -> 0);
      ShadowLooper.idleMainLooper();
    }
  }

  /** Does something on the worker's thread, after what was asked for before. */
  static <T> T onWorker(Callable<T> work) {
    return on(app().worker(), work);
  }

  static <T> T on(Worker worker, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    worker.run(task);
    try {
      return task.get(2, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError("The worker did not do its work", e);
    }
  }

  /** Ends the process and starts another: only what is on disk is left. */
  static void restartProcess() {
    settle();
    app().onTerminate();
    app().onCreate();
  }

  static int visitsKept(Page page) {
    return withVisits(visits -> visits.count(page));
  }

  static <T> T withVisits(Function<VisitDatabase, T> work) {
    return onWorker(
        () -> {
          try (VisitDatabase visits = new VisitDatabase(app())) {
            return work.apply(visits);
          }
        });
  }

  /** Returns the shops of the list on the screen. */
  static List<String> shownShops(Activity activity) {
    ListView list = view(activity, R.id.shops);
    return IntStream.range(0, list.getAdapter().getCount())
        .mapToObj(row -> ((Recommendation) list.getAdapter().getItem(row)).shopId())
        .toList();
  }

  static String text(Activity activity, int id) {
    TextView view = view(activity, id);
    return view.getText().toString();
  }

  static boolean isVisible(Activity activity, int id) {
    View view = view(activity, id);
    return view.getVisibility() == View.VISIBLE;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // As in Android itself.
  static <V extends View> V view(Activity activity, int id) {
    return Views.find(activity, id);
  }
}
