package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.job.JobScheduler;
import android.view.View;
import android.widget.GridView;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.robolectric.Robolectric;

/** The app just installed. */
public class FirstStartTest extends AppTest {
  @Test
  public void start_firstTime_showsRankedShops() {
    MainActivity activity = start(MainActivity.class).get();
    assertThat(shownShops(activity)).hasSize(20);
    assertThat(text(activity, R.id.for_you_intro)).startsWith("Open a few items");
    assertThat(isVisible(activity, R.id.notice)).isFalse();
  }

  @Test
  public void start_firstTime_offersEveryItem() {
    MainActivity activity = start(MainActivity.class).get();
    GridView grid = view(activity, R.id.items);
    assertThat(grid.getAdapter().getCount()).isEqualTo(400);
  }

  @Test
  public void start_beforeTheModelIsOpen_saysSo() {
    CountDownLatch opened = new CountDownLatch(1);
    app().worker().run(() -> awaitUninterruptibly(opened));
    MainActivity activity = Robolectric.buildActivity(MainActivity.class).setup().get();
    assertThat(text(activity, R.id.for_you_intro)).isEqualTo("Ranking shops…");
    opened.countDown();
    settle();
    assertThat(text(activity, R.id.for_you_intro)).isNotEqualTo("Ranking shops…");
  }

  @Test
  public void start_firstTime_opensNoConnectionAndPlansNone() throws Exception {
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(noNetwork(asked));
    try {
      restartProcess();
      MainActivity activity = start(MainActivity.class).get();
      look(GoldenRun.ITEMS);
      assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(1).subList(0, 20));
      Views.<View>find(activity, R.id.check_updates).performClick();
      settle();
      assertThat(text(activity, R.id.update_message)).isEqualTo("No update server is set.");
    } finally {
      ProxySelector.setDefault(before);
    }
    assertThat(asked).isEmpty();
    assertThat(app().getSystemService(JobScheduler.class).getAllPendingJobs()).isEmpty();
  }

  /** Every connection of a process asks for its way first; here there is none. */
  private static ProxySelector noNetwork(List<URI> asked) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        asked.add(uri);
        throw new IllegalArgumentException("There is no network");
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        asked.add(uri);
      }
    };
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
