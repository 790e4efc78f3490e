package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.widget.GridView;
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

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
