package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.widget.ListView;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowLooper;

@RunWith(RobolectricTestRunner.class)
@Config(sdk = 35)
public class FirstStartTest {
  @Test
  public void start_firstTime_showsRankedShops() throws Exception {
    MainActivity activity = Robolectric.setupActivity(MainActivity.class);
    for (int i = 0; i < 200; i++) {
      Thread.sleep(50);
      ShadowLooper.idleMainLooper();
    }
    ListView list = activity.findViewById(R.id.shops);
    assertThat(list.getAdapter().getCount()).isEqualTo(20);
  }
}
